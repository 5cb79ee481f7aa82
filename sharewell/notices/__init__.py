"""Something awaits you: a reference and a path, never anything about a child."""
