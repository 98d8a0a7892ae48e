"""Pairs of routes of which one falls as the other rises, beyond chance."""
