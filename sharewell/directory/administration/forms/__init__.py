"""What administrators type, by what it is about."""
