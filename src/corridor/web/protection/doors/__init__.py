"""The doors of protection: who is handed over, and what is disclosed."""
