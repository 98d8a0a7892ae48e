"""The third door: fixed tables on a fixed calendar, as a signed file, after the attack."""
