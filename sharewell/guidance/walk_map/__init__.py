"""The map of an edition's walk: drawn, and the same as a table.

In: an edition. Out: which question or advice each answer can lead to (`chart`), a drawing of it (`drawing`), the words
of it (`told`), two public pages, and the same two as files in `docs/` (`files`).
"""
