"""The shape of each answer, as the compiled schemas of the standard want it. What is not known is left out."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sharewell.directory.contacts import ContactNow
from sharewell.directory.models import Agency, Team
from sharewell.directory.open_referral.schedules import schedules
from sharewell.directory.open_referral.terms import terms_of, turned
from sharewell.directory.rules import Scheme
from sharewell.directory.wording import SCHEME_WORDS
from sharewell.guidance.wording import KINDS
from sharewell.web.words import local

Shape = dict[str, Any]
PageOf = Callable[[Team], str]
AT_LOCATION, LOCATION, ADDRESS, CONTACT, PHONE = "service at location", "location", "address", "contact", "phone"
# The lists of identifiers that org-id.guide has.
SCHEMES = {Scheme.URN: "GB-EDU", Scheme.ONS: "GB-LAE"}
KIND_WORDS = {str(kind): words for kind, words in KINDS.items()}


def known(shape: Shape) -> Shape:
    """Without what is empty."""
    return {name: value for name, value in shape.items() if value not in (None, "")}


def instant(at: datetime) -> str:
    """To the millisecond, in UTC."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def organization(agency: Agency) -> Shape:
    """The agency, as a list has it."""
    kind = KIND_WORDS.get(agency.kind, "")
    said = {"id": str(agency.pk), "name": agency.name, "description": agency.what_it_does or kind or agency.name}
    return known(said | {"website": agency.website})


def service_in_list(team: Team, page_of: PageOf) -> Shape:
    """A service with what there is once."""
    is_closed = team.closed_at is not None
    return known(
        {
            "id": str(team.pk),
            "organization_id": str(team.agency_id),
            "name": team.name,
            "description": team.what_for,
            "url": team.website or page_of(team),
            "email": "" if is_closed else team.email,
            "status": "defunct" if is_closed else "active",
            "minimum_age": team.minimum_age,
            "maximum_age": team.maximum_age,
            "assured_date": team.checked_on.isoformat() if team.checked_on else "",
            "last_modified": instant(team.changed_at),
            "organization": organization(team.agency),
        }
    )


def service(contact: ContactNow, page_of: PageOf) -> Shape:
    """A service with everything that belongs to it. One that is no more has neither a number nor hours."""
    team = contact.team
    shape = service_in_list(team, page_of) | {"organization": _organization_whole(team.agency)}
    attributes = [_attribute(team, term.shape) for term in terms_of(team.purpose)]
    if team.closed_at is not None:
        return shape | {"attributes": attributes}
    return known(
        shape
        | {
            "alert": " ".join(each for each in (contact.doubt_words, _stale(contact)) if each),
            "schedules": schedules(team.pk, contact.schedule, local(contact.at).date()),
            "service_areas": [_area(team, area.pk, area.name, area.ons_code) for area in team.areas.all()],
            "service_at_locations": [at_location(team, whole=True)] if has_a_place(team) else [],
            "contacts": [_contact(contact)],
            "attributes": attributes,
        }
    )


def at_location(team: Team, *, whole: bool) -> Shape:
    """A service at the place where it is."""
    place = turned(team.pk, LOCATION)
    location = {
        "id": str(place),
        "name": team.name,
        "latitude": team.latitude,
        "longitude": team.longitude,
    }
    addresses = [_address(team, place)] if whole and (team.address or team.postcode) else None
    said = {"service_id": str(team.pk), "location_id": str(place), "location": known(location)}
    if addresses:
        said["location"]["addresses"] = addresses  # type: ignore[index]
    return {"id": str(turned(team.pk, AT_LOCATION)), **said}


def at_location_in_list(team: Team, page_of: PageOf) -> Shape:
    """The same, and the service with what there is once."""
    return at_location(team, whole=False) | {"service": service_in_list(team, page_of)}


def at_location_whole(contact: ContactNow, page_of: PageOf) -> Shape:
    """The same, with everything that belongs to it."""
    return at_location(contact.team, whole=True) | {"service": service(contact, page_of)}


def has_a_place(team: Team) -> bool:
    """Whether we know where it is."""
    return bool(team.address or team.postcode or team.latitude is not None)


def _stale(contact: ContactNow) -> str:
    return f"{contact.stale_words}." if contact.stale_words else ""


def _organization_whole(agency: Agency) -> Shape:
    numbers = [
        known(
            {
                "id": str(one.pk),
                "organization_id": str(agency.pk),
                "identifier_scheme": SCHEMES.get(Scheme(one.scheme), ""),
                "identifier_type": SCHEME_WORDS[Scheme(one.scheme)],
                "identifier": one.value,
            }
        )
        for one in agency.identifiers.all()
    ]
    return organization(agency) | {"organization_identifiers": numbers}


def _attribute(team: Team, term: Shape) -> Shape:
    found = {"id": str(uuid.uuid5(team.pk, term["id"])), "link_id": str(team.pk), "taxonomy_term_id": term["id"]}
    return {**found, "link_type": "service", "taxonomy_term": term}


def _area(team: Team, area_id: uuid.UUID, name: str, ons_code: str) -> Shape:
    uri = f"http://statistics.data.gov.uk/id/statistical-geography/{ons_code}" if ons_code else ""
    return known({"id": str(uuid.uuid5(team.pk, str(area_id))), "service_id": str(team.pk), "name": name, "uri": uri})


def _address(team: Team, place: uuid.UUID) -> Shape:
    lines = team.address.splitlines()
    return {
        "id": str(turned(team.pk, ADDRESS)),
        "location_id": str(place),
        "address_1": ", ".join(lines[:-1] or lines),
        "city": lines[-1] if len(lines) > 1 else "",
        "state_province": "",
        "postal_code": team.postcode,
        "country": "GB",
        "address_type": "physical",
    }


def _contact(contact: ContactNow) -> Shape:
    team, mine = contact.team, turned(contact.team.pk, CONTACT)
    phone = {"id": str(turned(team.pk, PHONE)), "contact_id": str(mine), "number": team.telephone}
    return {
        "id": str(mine),
        "service_id": str(team.pk),
        "name": team.name,
        "phones": [{**phone, "description": contact.hours_words}],
    }
