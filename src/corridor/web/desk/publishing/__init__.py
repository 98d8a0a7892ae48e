"""Tables from the draft to the public page, with the attack that each withstood."""
