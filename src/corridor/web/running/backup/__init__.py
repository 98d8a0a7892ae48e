"""Copies of a zone, sealed for three people of whom two can open them: made while it is served, restored elsewhere."""
