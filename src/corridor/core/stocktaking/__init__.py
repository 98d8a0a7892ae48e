"""Stocktaking: how what was asked stands, by pillar, without ranking anybody."""
