"""Capacity: needs, offers, pledges, deliveries and what they came to."""
