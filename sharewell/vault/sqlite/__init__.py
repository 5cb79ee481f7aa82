"""The database engine `sharewell.vault.sqlite`: Django's own, with a fair queue for writers.

SQLite makes a writer that finds the database busy sleep and try again, so that under load one writer may wait for
seconds while others write again and again. Here each writer takes a ticket first (`queue.py`), and writes when its turn
has come: whoever came first, in whatever thread or process, goes first.
"""
