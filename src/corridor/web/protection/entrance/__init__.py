"""The first page of whoever signs in to the zone of protection."""
