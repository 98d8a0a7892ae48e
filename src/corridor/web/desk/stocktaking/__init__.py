"""Stocktaking: what was claimed, evidenced, left silent and overdue, and where the money went."""
