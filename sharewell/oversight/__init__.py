"""The pages of the book: what it has about one decision, how far that is proved, who looked, and what vouches for it.

In come the entries of the rooms below, each through the access of the room whose row it is about, and the checkpoints
of the ledger. Out go pages, receipts and exports; each look at them is entered in turn. It keeps no tables.
"""
