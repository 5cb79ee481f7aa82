"""What other people run on machines of their own, to check a book without trusting whoever keeps it.

Each file stands alone: Python's standard library and `cryptography`, nothing of sharewell.
"""
