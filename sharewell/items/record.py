"""What a child's own record says, put as items: one part each, so that each can be picked, or left, by itself."""

from collections.abc import Sequence
from dataclasses import replace

from sharewell.items.rules import ItemCategory, ItemDetails, Known
from sharewell.people.models import Child, HouseholdMember
from sharewell.people.rules import HowVerified, Relation, Sex, YesNo, due_in_words
from sharewell.web.words import day

# What could lead somebody to the child, or to whoever keeps the child safe.
ASK_FIRST = frozenset({"address", "whereabouts", "telephone"})


def record_of(child: Child, household: Sequence[HouseholdMember], agency: str) -> dict[str, ItemDetails]:
    """The parts of the record that say something, by name; household members by their id."""
    parts = {
        "name": ("Name and date of birth", _name(child)),
        "age": ("Estimated age", _estimate(child)),
        "description": ("Description", child.description),
        "address": ("Address", _lines(child.address, child.postcode)),
        "whereabouts": ("Where the child is now", child.whereabouts),
        "telephone": ("Telephone", child.telephone),
        "nhs_number": ("NHS number", _number(child.nhs_number, child.nhs_number_from)),
        "upn": ("Unique pupil number", _number(child.upn, child.upn_from)),
        "language": ("Language and interpreter", _language(child)),
        "school": ("School, nursery or college", child.school),
        "doctor": ("GP", child.doctor),
        "needs": ("Disability and other needs", child.needs),
        "ethnicity": ("Ethnicity", child.ethnicity),
        "religion": ("Religion", child.religion),
        "legal_status": ("Plans and court orders", child.legal_status),
    }
    source = f"{agency} records"
    made = {
        part: ItemDetails(
            text=text,
            kind=Known.OPINION if part == "age" else Known.FACT,
            heading=heading,
            category=ItemCategory.IDENTITY,
            ask_first=part in ASK_FIRST,
            source=source,
        )
        for part, (heading, text) in parts.items()
        if text
    }
    for each in household:
        made |= _household(each, source)
    return made


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _name(child: Child) -> str:
    return _lines(
        child.display_name,
        f"Also known as {child.known_as_words}" if child.known_as else "",
        f"Born {day(child.date_of_birth)}" if child.date_of_birth else _without_birth(child),
        f"Mother: {child.mother_name}" if child.mother_name else "",
        f"Sex: {Sex(child.sex).words.lower()}" if child.sex != Sex.NOT_KNOWN else "",
    )


def _without_birth(child: Child) -> str:
    if child.due_date:
        return f"Due {day(child.due_date)}"
    return f"D{due_in_words(child.due_words)[1:]}" if child.due_words else "Date of birth not known"


def _estimate(person: HouseholdMember | Child) -> str:
    """A guessed age, apart from what is known: a guess is an opinion."""
    if person.date_of_birth or person.age_estimate is None or person.estimated_on is None:
        return ""
    years = "year" if person.age_estimate == 1 else "years"
    return f"About {person.age_estimate} {years} old on {day(person.estimated_on)}"


def _number(number: str, verified: str) -> str:
    spaced = f"{number[:3]} {number[3:6]} {number[6:]}" if number.isdigit() and len(number) == 10 else number
    return f"{spaced}, {HowVerified(verified).words}" if number else ""


def _language(child: Child) -> str:
    said = {YesNo.YES: "Interpreter or signer needed", YesNo.NO: "No interpreter needed"}
    first = f"First language {child.language}" if child.language else ""
    return _lines(first, said.get(YesNo(child.interpreter), ""))


def _household(each: HouseholdMember, source: str) -> dict[str, ItemDetails]:
    known = ItemDetails(
        text=_belongs(each),
        kind=Known.FACT,
        heading=f"Household: {each.display_name}",
        category=ItemCategory.HOUSEHOLD,
        about_words=each.display_name,
        mentions_others=True,
        others_words=each.name,
        source=source,
    )
    parts = {f"household:{each.pk}": known}
    if guessed := _estimate(each):
        heading = f"Household: {each.display_name}, estimated age"
        parts[f"household_age:{each.pk}"] = replace(known, text=guessed, kind=Known.OPINION, heading=heading)
    if each.contact:
        heading = f"Household: {each.display_name}, how to reach them"
        parts[f"household_contact:{each.pk}"] = replace(known, text=each.contact, heading=heading, ask_first=True)
    if each.may_be_a_risk == YesNo.YES:
        heading = f"{each.display_name} may be a risk"
        parts[f"household_risk:{each.pk}"] = replace(
            known, text=each.risk_words, kind=Known.OPINION, heading=heading, category=ItemCategory.RISK
        )
    return parts


def _belongs(each: HouseholdMember) -> str:
    relation = each.relation_words or Relation(each.relation).words
    return _lines(
        f"{each.name or 'Name not known'}, {relation[0].lower()}{relation[1:]}" if relation else each.name,
        f"Born {day(each.date_of_birth)}" if each.date_of_birth else "",
        f"Parental responsibility: {YesNo(each.has_parental_responsibility).words.lower()}",
        f"Lives with the child: {YesNo(each.lives_with).words.lower()}",
        f"First language {each.language}" if each.language else "",
    )
