"""The gate: what went to whom, item by item, and what became of it."""
