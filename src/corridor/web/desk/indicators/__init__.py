"""Measures defined once, and outside figures as objects that are never mixed."""
