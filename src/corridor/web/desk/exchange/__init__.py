"""What authorities release to partners and what partners released to them, until it ends."""
