"""Agencies: what each is, and the numbers by which registers know it. And the areas of the partnership."""

from collections.abc import Mapping

from django.db.models import Q

from sharewell.directory import access
from sharewell.directory.models import Agency, AgencyIdentifier, Area, Member
from sharewell.directory.rules import AgencyKind, Scheme, faults_in_identifier, faults_in_postcodes
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, act
from sharewell.moment import now


@act("agency.added", may=access.may_lead_partnership, on="agency", facts=("name", "kind"))
def add_agency(
    *, by: Member | Actor, name: str, kind: AgencyKind, short_name: str = "", is_demonstration: bool = False
) -> Agency:
    """The agency takes part in this partnership. Refused when one of that name already does."""
    name = name.strip()
    if Agency.objects.filter(name__iexact=name).exists():
        raise Refused(f"{name} is already in the directory.")
    return Agency.objects.create(
        name=name,
        kind=AgencyKind(kind).value,
        short_name=short_name or name[:40],
        is_demonstration=is_demonstration,
        added_at=now(),
    )


@act("agency.described", may=access.may_describe, on="agency", facts=("what_it_does", "website"))
def describe_agency(*, by: Member | Actor, agency: Agency, what_it_does: str, website: str = "") -> Agency:
    """This is what the agency says of itself."""
    agency.what_it_does, agency.website = what_it_does.strip(), website.strip()
    agency.save(update_fields=["what_it_does", "website"])
    return agency


@act("agency.identified", may=access.may_describe, on="agency", facts=("identifiers",))
def set_identifiers(*, by: Member | Actor, agency: Agency, identifiers: Mapping[str, str]) -> Agency:
    """Registers know the agency by these numbers and no others: `{"urn": "999001"}`.

    Refused when a number has not the shape of its scheme, or is another agency's.
    """
    wanted = {Scheme(scheme): value.strip().upper() for scheme, value in identifiers.items() if value.strip()}
    faults = [fault for scheme, value in wanted.items() for fault in faults_in_identifier(scheme, value)]
    taken = Q(pk__in=[])
    for scheme, value in wanted.items():
        taken |= Q(scheme=scheme.value, value=value)
    others = AgencyIdentifier.objects.filter(taken).exclude(agency=agency).select_related("agency")
    faults += [f"{one.scheme.upper()} {one.value} is {one.agency.name}." for one in others]
    if faults:
        raise Refused(*faults)
    AgencyIdentifier.objects.filter(agency=agency).delete()
    AgencyIdentifier.objects.bulk_create(
        AgencyIdentifier(agency=agency, scheme=scheme.value, value=value) for scheme, value in wanted.items()
    )
    return agency


@act("area.set", may=access.may_lead_partnership, on="area", facts=("name", "ons_code", "districts"))
def set_area(*, by: Member | Actor, name: str, ons_code: str = "", districts: str = "") -> Area:
    """The partnership has an area of this name, with this ONS code and these postcode districts (RG40 RG41).

    Refused when the code or a district has not the shape of one.
    """
    districts, ons_code = " ".join(districts.upper().replace(",", " ").split()), ons_code.strip().upper()
    faults = faults_in_postcodes(districts) + (faults_in_identifier(Scheme.ONS, ons_code) if ons_code else [])
    if not name.strip():
        faults.append("Give the area a name.")
    if faults:
        raise Refused(*faults)
    values = {"ons_code": ons_code, "districts": districts}
    area, _ = Area.objects.update_or_create(name=name.strip(), defaults=values)
    return area
