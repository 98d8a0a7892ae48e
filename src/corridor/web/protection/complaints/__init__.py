"""Complaints about officials, anonymous and answered by code."""
