"""Who answers now and how any number is found, for anybody; what is said to be wrong; and for whom a person acts."""

from sharewell.directory.views.acting import acting_for, form_not_trusted
from sharewell.directory.views.cards import wall_card, wall_card_pdf
from sharewell.directory.views.contacts import contact, contacts, report_wrong_number
from sharewell.directory.views.doubts import check_number, said_wrong

__all__ = [
    "acting_for",
    "check_number",
    "contact",
    "contacts",
    "form_not_trusted",
    "report_wrong_number",
    "said_wrong",
    "wall_card",
    "wall_card_pdf",
]
