"""The decisions of requests, one file a question."""
