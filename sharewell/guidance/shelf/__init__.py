"""The shelf: editions read strictly from their files, locked when released, and which of them holds on a day.

In: folders of TOML and words. Out: whole editions, or an error that names file and line.
"""
