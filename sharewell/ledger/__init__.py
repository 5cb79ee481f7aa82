"""The book: acts, entries, their digests and their order. Knows nothing of what the entries are about."""
