"""Promises with deadlines, in working days, shown at both ends."""
