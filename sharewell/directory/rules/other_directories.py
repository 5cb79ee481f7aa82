"""Services of another directory, in Open Referral UK 3.0, as rows of teams: one for each service.

What a service says that our rows have no place for is left out; what cannot be told apart is a fault of its row.
Source: the Open Referral UK profile of the Human Services Data Specification, 3.0.
"""

import json
from collections.abc import Mapping
from typing import Any

from sharewell.directory.rules.tables import MOST_BYTES, MOST_ROWS, Row, Table, faults_in_cells
from sharewell.directory.rules.words import TeamPurpose

DAYS = {"MO": "mon", "TU": "tue", "WE": "wed", "TH": "thu", "FR": "fri", "SA": "sat", "SU": "sun"}
GONE = ("inactive", "defunct")
NEEDED = ("agency", "name", "purpose")
LONGEST_WHAT_FOR = 200


def read_services(sent: bytes) -> Table:
    """The services in a file: a list of them, one, or a page whose `contents` they are."""
    if len(sent) > MOST_BYTES * 10:
        return Table(faults=(f"The file has {len(sent):,} bytes, and may have {MOST_BYTES * 10:,}.",))
    try:
        found = json.loads(sent.decode("utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        return Table(faults=(f"The file is not JSON in UTF-8 ({str(wrong)[:80]}).",))
    services = found.get("contents", [found]) if isinstance(found, dict) else found
    if not isinstance(services, list) or not services:
        return Table(faults=("There are no services in the file: a list of them, or a page with “contents”.",))
    if len(services) > MOST_ROWS:
        return Table(faults=(f"There are more than {MOST_ROWS:,} services. Send them in several files.",))
    return Table(rows=tuple(_row(number, service) for number, service in enumerate(services, start=1)))


def _row(number: int, service: Any) -> Row:
    if not isinstance(service, dict):
        return Row(number, {}, ["It is no service."])
    faults: list[str] = []
    cells = {
        "agency": _text(service.get("organization"), "name"),
        "name": _text(service, "name"),
        "purpose": _purpose(service),
        "telephone": _telephone(service),
        "what_for": _text(service, "description")[:LONGEST_WHAT_FOR],
        "email": _text(service, "email"),
        "website": _text(service, "url"),
        "hours": _hours(service, faults),
        "areas": "; ".join(
            _text(area, "name") or _text(area, "service_area") for area in _list(service, "service_areas")
        ),
        "minimum_age": _age(service, "minimum_age"),
        "maximum_age": _age(service, "maximum_age"),
        **_address(service),
    }
    kept = {name: cell for name, cell in cells.items() if cell or name in NEEDED}
    kept["public"] = "yes" if kept.get("telephone") else "no"
    if service.get("status") in GONE:
        faults.append("The service is no longer there.")
    return Row(number, kept, faults + faults_in_cells(kept, ("telephone",)))


def _text(holder: Any, name: str) -> str:
    value = holder.get(name) if isinstance(holder, Mapping) else None
    return " ".join(value.split()) if isinstance(value, str) else ""


def _list(holder: Any, name: str) -> list[dict[str, Any]]:
    """The objects in this list of the holder's; none when it is no list."""
    value = holder.get(name) if isinstance(holder, Mapping) else None
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _area(area: Mapping[str, Any]) -> str:
    return _text(area, "name") or _text(area, "service_area")


def _age(service: Mapping[str, Any], name: str) -> str:
    age = service.get(name)
    return str(min(int(age), 25)) if isinstance(age, int | float) and 0 <= age < 1_000 else ""


def _purpose(service: Mapping[str, Any]) -> str:
    """The purpose that one of its terms names, in our words; other when none does."""
    terms = (
        _text(each.get("taxonomy_term"), "term") for each in _list(service, "attributes") if isinstance(each, dict)
    )
    known = {purpose.value.replace("_", " "): purpose.value for purpose in TeamPurpose}
    return next((known[term.lower()] for term in terms if term.lower() in known), TeamPurpose.OTHER.value)


def _telephone(service: Mapping[str, Any]) -> str:
    of_contacts = [phone for contact in _list(service, "contacts") for phone in _list(contact, "phones")]
    numbers = (_text(phone, "number") for phone in [*_list(service, "phones"), *of_contacts])
    return next((number for number in numbers if number), "")


def _hours(service: Mapping[str, Any], faults: list[str]) -> str:
    said = []
    for each in _list(service, "schedules"):
        opens, closes = _text(each, "opens_at")[:5], _text(each, "closes_at")[:5]
        if each.get("valid_from") and each.get("valid_from") == each.get("valid_to"):
            continue
        days = [DAYS.get(part.strip().upper(), "") for part in _text(each, "byday").split(",")]
        if _text(each, "freq") not in ("", "WEEKLY") or not all(days) or not opens or not closes:
            faults.append("It has hours that are not simply weekly. Add the team by hand.")
            return ""
        said.append(f"{','.join(days)}={opens}-{closes}")
    return "; ".join(said)


def _address(service: Mapping[str, Any]) -> dict[str, str]:
    for at in _list(service, "service_at_locations"):
        for address in _list(at.get("location"), "addresses"):
            lines = (_text(address, name) for name in ("address_1", "city", "state_province"))
            return {"address": ", ".join(filter(None, lines)), "postcode": _text(address, "postal_code")}
    return {}
