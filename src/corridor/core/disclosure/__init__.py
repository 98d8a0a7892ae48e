"""Tables that expose nobody: protected before they leave, and attacked before they are published."""
