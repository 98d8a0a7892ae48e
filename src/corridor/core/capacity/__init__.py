"""Needs, offers, pledges and deliveries, and when equipment counts as delivered."""
