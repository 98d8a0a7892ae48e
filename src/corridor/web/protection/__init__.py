"""The zone of protection: whoever is in need of it, out of sight of law enforcement."""
