"""Vouching: what lets somebody who does not trust the server know that the book was not changed.

Signed checkpoints, the keys that sign them, the witnesses that cosign them, and receipts. In come the places and the
tree; out go notes that other people's programs can read (C2SP), and that elsewhere/verify.py checks.
"""
