"""People who sign in. One account a person; what they may do comes from the directory."""
