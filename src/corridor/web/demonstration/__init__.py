"""Fills a home with the demonstration, zone by zone."""
