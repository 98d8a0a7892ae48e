"""Dead and missing: duplicates across sources, ranges, unknown sex and age, deaths for each crossing."""
