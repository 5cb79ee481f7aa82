"""Keeps secrets: the encrypted field and its keys, the data folder, and the fair SQLite queue.

In: free text about people, from every room above. Out: the same text, to whoever asks for the row; to whoever takes
the database without the vault key, nothing but its length. Owns only the data keys.
"""
