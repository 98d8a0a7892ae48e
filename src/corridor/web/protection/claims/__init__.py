"""That somebody asks for protection or fears return, and what that keeps closed."""
