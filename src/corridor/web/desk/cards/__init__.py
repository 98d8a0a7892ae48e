"""Cards: by what nodes know each other and their authorities, how keys change, and whether a ledger tells one story."""
