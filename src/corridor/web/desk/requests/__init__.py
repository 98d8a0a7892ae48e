"""Requests between authorities: asked, answered turn by turn against a clock, on one node or across a line."""
