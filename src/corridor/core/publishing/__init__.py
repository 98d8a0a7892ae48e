"""Tables for anybody to read: what they count, how they were protected, and how they are written."""
