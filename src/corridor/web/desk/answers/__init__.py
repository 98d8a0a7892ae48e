"""Answers to forums on the desk: a report of each forum's own form from the same entries, and the words beside them."""
