"""What the pages of the vault show, made from what queries return."""
