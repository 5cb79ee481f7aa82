"""Editions of the guidance, and the walk: answers in, advice out.

Comes in: files on the shelf `editions/`, and answers. Goes out: `rules.advise`, the edition in force on a day, and
public pages to read it by. Keeps no rows: an edition is dated data, and a decision stores its key and digest.
"""
