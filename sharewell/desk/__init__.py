"""The front: where anybody begins, one's own work, a team's queue, what stands around every page, and the worker.

In: what every room below remembers, asked through its own access for one member. Out: pages; and what the clock does by
itself, entered like any act. The demonstration lives here too, and the commands that begin, serve and leave a place.
Owns no tables.
"""
