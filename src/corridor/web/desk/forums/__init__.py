"""Forum spaces: members, meetings, decisions, and the entries that travel to them."""
