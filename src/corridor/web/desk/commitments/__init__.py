"""The catalogue of commitments on the desk: what ships, what authorities added, and in which language it is read."""
