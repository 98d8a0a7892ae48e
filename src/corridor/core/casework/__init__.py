"""Cases of persons in need: what they need, what was offered, what they agreed to, and what may go to whom."""
