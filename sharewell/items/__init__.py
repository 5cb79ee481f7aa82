"""What is known: each a fact, something told, or an opinion, with both its dates; versions, never overwritten."""
