"""What movements cost: prices made comparable, what price is to be expected, and the lawful route beside them."""
