"""Progress on the desk: entries from draft to approval, and what each reader sees of them."""
