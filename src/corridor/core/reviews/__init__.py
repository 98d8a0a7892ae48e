"""Peer reviews: who asks, what is answered, and what is found."""
