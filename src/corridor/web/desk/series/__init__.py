"""Series as their reader may see them, what was worked out from them, and the hub of all analyses."""
