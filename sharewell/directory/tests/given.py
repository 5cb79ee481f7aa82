"""The people of the tests, built by performing real acts: a council, a school, a surgery and the police of Holmbury."""

from dataclasses import dataclass
from datetime import time

from sharewell.accounts.actions.people import add_person
from sharewell.accounts.actions.terms import accept_terms
from sharewell.accounts.models import User
from sharewell.accounts.terms import terms_in_force
from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.models import Agency, Member, Team
from sharewell.directory.rules import AgencyKind, Hours, OnBankHolidays, Role, TeamPurpose

OFFICE = {day: [Hours(time(8, 30), time(17))] for day in range(5)}
OUT_OF_HOURS = {day: [Hours(time(17), time(8, 30))] for day in range(5)} | {
    day: [Hours(time(8, 30), time(8, 30))] for day in (5, 6, 7)
}


@dataclass
class Cast:
    """A handful of people with one relation each to one child, and where they stand."""

    council: Agency
    school: Agency
    surgery: Agency
    force: Agency
    referral_team: Team
    duty_team: Team
    lead_team: Team
    police_team: Team
    teacher: Member  # holds the child
    colleague: Member  # same agency, other team
    lead: Member
    deputy: Member
    receiver: Member  # is sent the referral
    night_worker: Member  # the receiving agency, at night
    other_worker: Member  # the receiving agency, another team
    stranger: Member  # another agency, no part in it
    officer: Member
    administrator: Member  # of the school
    council_administrator: Member
    leaver: Member  # was at the school


def a_user(name: str, email: str = "") -> User:
    """An account with no password, whose owner has accepted the terms: `force_login` signs it in."""
    user = add_person(by=THE_INSTALLATION, email=email or f"{name.lower().replace(' ', '.')}@example.org", name=name)
    return accept_terms(by=user, account=user, terms=terms_in_force())


def an_agency(name: str, kind: AgencyKind, short_name: str = "") -> Agency:
    return actions.add_agency(by=THE_INSTALLATION, name=name, kind=kind, short_name=short_name, is_demonstration=True)


def a_team(agency: Agency, name: str, purpose: TeamPurpose, telephone: str = "", **week) -> Team:
    team = actions.add_team(by=THE_INSTALLATION, agency=agency, name=name, purpose=purpose, telephone=telephone)
    if telephone:
        actions.set_contact(
            by=THE_INSTALLATION, team=team, telephone=telephone, what_for=f"{name} answers", is_public=True
        )
    if week:
        actions.set_hours(by=THE_INSTALLATION, team=team, **week)
    return team


def a_member(agency: Agency, name: str, job_title: str, *roles: Role, teams: tuple[Team, ...] = ()) -> Member:
    member = actions.add_member(
        by=THE_INSTALLATION, user=a_user(name), agency=agency, job_title=job_title, roles=roles or (Role.PRACTITIONER,)
    )
    for team in teams:
        actions.join_team(by=THE_INSTALLATION, team=team, member=member)
    return member


def the_cast() -> Cast:
    """Everybody, at their agencies, in their teams."""
    council = an_agency("Holmbury Council", AgencyKind.COUNCIL)
    school = an_agency("Fernleigh Primary School", AgencyKind.SCHOOL, "Fernleigh")
    surgery = an_agency("Brook Lane Surgery", AgencyKind.GENERAL_PRACTICE)
    force = an_agency("Holmshire Police", AgencyKind.POLICE)
    referral = TeamPurpose.REFERRAL
    day = a_team(council, "Referral and Assessment Team", referral, "01632 960140", week=OFFICE)
    night = a_team(
        council,
        "Emergency Duty Team",
        TeamPurpose.EMERGENCY_DUTY,
        "01632 960199",
        week=OUT_OF_HOURS,
        on_bank_holidays=OnBankHolidays.OWN_HOURS,
    )
    leads = a_team(school, "Safeguarding leads", TeamPurpose.SAFEGUARDING)
    office = a_team(school, "School office", TeamPurpose.OTHER)
    early = a_team(council, "Early help", TeamPurpose.EARLY_HELP)
    police = a_team(force, "Child abuse investigation unit", TeamPurpose.POLICE)
    leaver = a_member(school, "Lena Gone", "Teaching assistant")
    actions.end_membership(by=THE_INSTALLATION, member=leaver)
    return Cast(
        council=council,
        school=school,
        surgery=surgery,
        force=force,
        referral_team=day,
        duty_team=night,
        lead_team=leads,
        police_team=police,
        teacher=a_member(school, "Tess Archer", "Class teacher"),
        colleague=a_member(school, "Colin Mead", "School secretary", teams=(office,)),
        lead=a_member(school, "Dilys Lead", "Head teacher", Role.PRACTITIONER, Role.DESIGNATED_LEAD, teams=(leads,)),
        deputy=a_member(school, "Devon Shaw", "Deputy head", Role.PRACTITIONER, Role.DEPUTY, teams=(leads,)),
        receiver=a_member(council, "Rowan Field", "Social worker", Role.RECEIVING_WORKER, teams=(day,)),
        night_worker=a_member(council, "Noor Dusk", "Duty social worker", Role.RECEIVING_WORKER, teams=(night,)),
        other_worker=a_member(council, "Olive Grange", "Early help worker", teams=(early,)),
        stranger=a_member(surgery, "Sam Brook", "General practitioner"),
        officer=a_member(force, "Polly Staines", "Detective constable", teams=(police,)),
        administrator=a_member(school, "Ada Office", "Business manager", Role.ADMINISTRATOR),
        council_administrator=a_member(council, "Con Ridge", "Systems officer", Role.ADMINISTRATOR),
        leaver=leaver,
    )


def a_directory(many: int, areas: tuple[str, ...] = ("North Vale", "South Vale"), first: int = 0) -> list[Team]:
    """So many public teams of all purposes, each with hours, an area, a place and ages, in an agency for every five."""
    places = [actions.set_area(by=THE_INSTALLATION, name=name, districts=f"ZZ{at}") for at, name in enumerate(areas, 1)]
    purposes, teams = list(TeamPurpose), []
    for number in range(first, first + many):
        if number % 5 == 0:
            agency = an_agency(f"Agency of {number:03}", list(AgencyKind)[number % len(AgencyKind)])
            actions.set_identifiers(by=THE_INSTALLATION, agency=agency, identifiers={"urn": f"999{number:03}"})
        purpose = purposes[number % len(purposes)]
        team = a_team(agency, f"Team {number:03} for {purpose.replace('_', ' ')}", purpose, "01632 960001", week=OFFICE)
        actions.set_areas(by=THE_INSTALLATION, team=team, areas=[places[number % len(places)]])
        where = actions.Whereabouts(
            address=f"{number} High Street\nHolmbury",
            postcode=f"ZZ{number % len(places) + 1} 1AA",
            email=f"team{number}@example.org",
            latitude=51.4 + number / 1000,
            longitude=-0.8,
            minimum_age=number % 6,
            maximum_age=11 + number % 8,
        )
        actions.set_whereabouts(by=THE_INSTALLATION, team=team, whereabouts=where)
        teams.append(team)
    return teams
