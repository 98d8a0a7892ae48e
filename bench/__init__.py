"""Speed: every figure the project promises, measured on both engines, each beside a baseline of the same run."""
