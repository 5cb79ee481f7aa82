"""The book: every act, refusal and look, entered for good.

In: acts, by the decorator `book.act`; looks and other events, by `book.enter_look` and `book.enter`. Out: entries for
the rooms above to show (`access`), and the proof that nobody changed them (`manage.py verify_ledger`). Points to no
other room, and shows no page.
"""
