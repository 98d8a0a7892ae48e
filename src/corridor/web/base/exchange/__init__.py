"""What nodes send each other: signed by its authority and its node, sealed to one recipient, opened strictly."""
