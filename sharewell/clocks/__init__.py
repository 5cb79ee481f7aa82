"""Promises with deadlines: who owes an answer to whom, by when, shown the same at both ends.

In: an act upstairs starts a clock on an opaque subject, meets it or stops it. Out: what is owed, what is late, and the
words of one clock. Lengths are working days in England; the holidays come from the directory's dated table.
The worker asks `newly_late` and `mark_late`: each lateness is told once. Nothing about a child stands in this room.
"""
