"""What each forum is answered, in its own order, numbering and wording, from entries that were written once."""
