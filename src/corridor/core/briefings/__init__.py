"""Briefings in which each sentence with a figure is bound to what it rests on."""
