"""Agencies, teams and people from a file: read row by row, shown before anything is done, and done whole or not at all.

`kinds` says what each sort of file holds, and what a row comes to; `plans` holds a file against the directory as it
stands. The act that carries a plan out is `actions.import_rows`.
"""
