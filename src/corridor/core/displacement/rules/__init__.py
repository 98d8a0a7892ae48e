"""The decisions of displacement: what is compared, how a change is estimated, what a plan needs."""
