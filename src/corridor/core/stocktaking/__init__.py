"""Stocktaking: how what was asked stands over a forum or a State, and whether what is done keeps its balance."""
