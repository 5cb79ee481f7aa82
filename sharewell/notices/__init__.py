"""Something awaits you: a reference and a path, never anything about a child.

In: `tell(members, kind, reference, path)` from an act upstairs, in the act's own transaction; `settle(path, kinds, by)`
when a colleague has taken it up. Out: a list on the page and, after the commit, an e-mail with the reference and a link
to those who chose so, by the mail server or by GOV.UK Notify. Jobs are run here too.
"""
