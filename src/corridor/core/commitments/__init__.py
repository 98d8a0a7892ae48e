"""What States and organisations were asked to do, by which instrument, and where else the same is asked."""
