"""Peer reviews: questions, answers and findings on what a State reported."""
