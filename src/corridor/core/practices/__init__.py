"""Practices and studies, their evidence and their adoption."""
