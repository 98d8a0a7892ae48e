"""Requests of partners for leave to use what was released to them: given, it comes as another marking."""
