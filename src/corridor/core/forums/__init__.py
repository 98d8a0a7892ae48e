"""Forum spaces: who is a member, what was decided, and how it crosses between nodes."""
