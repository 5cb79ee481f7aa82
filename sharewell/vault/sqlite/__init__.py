"""The database engine `sharewell.vault.sqlite`: Django's own, with a fair queue for writers."""
