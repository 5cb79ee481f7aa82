"""Something awaits you: a reference and a path, never anything about a child.

In: `tell(members, kind, reference, path)` from an act upstairs, in the act's own transaction. Out: a list on the page
and, after the commit, an e-mail with the reference and a link. Jobs are run here too.
"""
