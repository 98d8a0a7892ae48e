"""The rules of shifts."""
