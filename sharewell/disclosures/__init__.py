"""The gate: what went to whom, item by item, and what became of it.

What comes in: a decision to share, a receiving team, the very versions of the items picked, and what the family was
told. What goes out: a
disclosure that both ends see alike, with its steps. Nothing known about a child crosses from one agency to another
except through `disclosures.actions.disclose`.
"""
