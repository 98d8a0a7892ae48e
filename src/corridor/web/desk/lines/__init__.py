"""The lines to partner nodes: a log in each direction, letters that carry it, and a receipt for every item."""
