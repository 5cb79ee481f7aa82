"""Who may see which pages of the book, and what of it. Every look is entered."""

from sharewell.oversight.access.agency_book import (
    book_export,
    book_page,
    kinds_open_to,
    people_of,
    records_behind,
    scope_for,
)
from sharewell.oversight.access.checkpoints import checkpoint_note, checkpoints_page
from sharewell.oversight.access.looks import who_has_looked
from sharewell.oversight.access.paging import Part, part_of
from sharewell.oversight.access.receipts import enter_receipt_taken, entry_with_receipt
from sharewell.oversight.access.timelines import concern_timeline, referral_timeline

__all__ = [
    "Part",
    "book_export",
    "book_page",
    "checkpoint_note",
    "checkpoints_page",
    "concern_timeline",
    "enter_receipt_taken",
    "entry_with_receipt",
    "kinds_open_to",
    "part_of",
    "people_of",
    "records_behind",
    "referral_timeline",
    "scope_for",
    "who_has_looked",
]
