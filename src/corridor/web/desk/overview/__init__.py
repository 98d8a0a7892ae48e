"""Commitments at a glance: matrix, progress over time, what is overdue, country sheet, public page."""
