"""The templates of forums: which questions they ask, and which commitments answer them."""
