"""Editions of the guidance, and the walk: answers in, advice out."""
