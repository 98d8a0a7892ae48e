"""Interviews without names: taken from telephones, released as counts."""
