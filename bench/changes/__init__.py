"""One text that changes, kept in four ways: as it is, with an act of the book, and with two audit trails of others."""
