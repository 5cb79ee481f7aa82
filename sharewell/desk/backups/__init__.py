"""Backups: a folder each, with the database, the files and the newest checkpoint, whole or not there at all.

No key is ever in one: whoever had both could read everything. Keys are kept apart.
"""
