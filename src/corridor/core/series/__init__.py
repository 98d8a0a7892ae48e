"""The one object from which every analysis starts: a series of months that says what it counts, and what it lacks."""
