"""The wall attacked: marked records and words, then everything that a desk answers or holds, and how long it takes."""
