"""Peer review: who may say what about a State's entries, when, and who sees it first."""
