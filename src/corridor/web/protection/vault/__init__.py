"""The vault: cases of persons in need, sealed, with the consent that opens them."""
