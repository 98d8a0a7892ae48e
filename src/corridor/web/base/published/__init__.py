"""What anybody may read: the folder of signed files, and the words and grids in which every zone shows them."""
