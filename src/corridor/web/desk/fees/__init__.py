"""The prices of movements as a reader may count them, the model, and the lawful route beside them."""
