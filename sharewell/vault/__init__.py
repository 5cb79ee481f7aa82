"""Keeps secrets: the encrypted field and its keys, the data folder, and the fair SQLite queue."""
