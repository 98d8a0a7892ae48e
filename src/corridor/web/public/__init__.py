"""The zone of what anybody may see: it reads the files that were published, and nothing else."""
