"""Who works in Holmbury. All of them are made up."""

from dataclasses import dataclass

from sharewell.directory.rules import Role

# Shown by ./run, and the same for everybody: it opens nothing but a demonstration.
PASSWORD = "demonstration-only"  # noqa: S105 - not a secret: it is printed
LEAD = (Role.PRACTITIONER, Role.DESIGNATED_LEAD)
WORKER = (Role.PRACTITIONER, Role.RECEIVING_WORKER)


@dataclass(frozen=True)
class Post:
    """One post that a person holds: where, as what, with which roles and in which teams."""

    body: str
    job_title: str
    roles: tuple[Role, ...] = (Role.PRACTITIONER,)
    teams: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """One person, their address for signing in, and their post; a few hold two."""

    name: str
    posts: tuple[Post, ...]
    does: str

    @property
    def email(self) -> str:
        """first.last@example.org"""
        given, family = self.name.removeprefix("Dr ").lower().split(" ")
        return f"{given}.{family}@example.org"


def _one(name: str, does: str, *posts: Post) -> Person:
    return Person(name, posts, does)


PEOPLE = {
    "alder": _one(
        "Rachel Alder", "is worried about a child: what she sent and what became of it",
        Post("primary", "Teacher, Year 4"),
    ),
    "castell": _one(
        "Miriam Castell", "leads safeguarding in a school: everybody’s worries in one place",
        Post("primary", "Deputy head, designated safeguarding lead", LEAD, ("primary leads",)),
    ),
    "weaver": _one(
        "Tom Weaver", "stands in for the lead",
        Post("primary", "Inclusion lead", (Role.PRACTITIONER, Role.DEPUTY), ("primary leads",)),
    ),
    "pemberly": _one(
        "Joan Pemberly", "answers when lead and deputy are away",
        Post("primary", "Headteacher", (Role.PRACTITIONER, Role.OTHER_SENIOR, Role.MANAGER)),
    ),
    "marlowe": _one("Dev Marlowe", "looks after a year group", Post("academy", "Head of Year 9")),
    "croft": _one(
        "Hannah Croft", "leads safeguarding in a secondary school",
        Post("academy", "Designated safeguarding lead", LEAD, ("academy leads",)),
    ),
    "sethi": _one("Dr Anil Sethi", "sees families as their GP", Post("surgery", "GP")),
    "penhale": _one(
        "Dr Ruth Penhale", "leads safeguarding in a surgery", Post("surgery", "GP, safeguarding lead", LEAD)
    ),
    "tolland": _one(
        "Grace Tolland", "visits families with small children",
        Post("trust", "Health visitor", teams=("health visitors",)),
    ),
    "prosser": _one("Nia Prosser", "looks after mothers before a birth", Post("trust", "Midwife", teams=("midwives",))),
    "varley": _one(
        "Helen Varley", "leads safeguarding in a trust", Post("trust", "Named nurse for safeguarding", LEAD)
    ),
    "denholm": _one(
        "Priya Denholm", "advises, and need not learn who the child is",
        Post("trust", "Caldicott guardian", (Role.ADVISER,)),
    ),
    "rudd": _one(
        "Samuel Rudd", "belongs to two agencies and acts for one at a time",
        Post("trust", "School nurse"), Post("academy", "School nurse, visiting"),
    ),
    "strand": _one("Ewan Strand", "meets children at incidents", Post("police", "Police constable")),
    "moss": _one(
        "Carla Moss", "receives at the police desk",
        Post("police", "Detective sergeant", WORKER, ("public protection",)),
    ),
    "arkwright": _one("Jess Arkwright", "works with young people", Post("charity", "Youth worker")),
    "bright": _one("Leon Bright", "leads safeguarding in a charity", Post("charity", "Project manager", LEAD)),
    "farrow": _one(
        "Olwen Farrow", "receives referrals by day", Post("council", "Social worker", WORKER, ("referral",))
    ),
    "lorne": _one("Peter Lorne", "receives referrals by day", Post("council", "Social worker", WORKER, ("referral",))),
    "iqbal": _one("Sana Iqbal", "receives referrals by day", Post("council", "Social worker", WORKER, ("referral",))),
    "brindle": _one(
        "Kath Brindle", "manages the team and is told what is late",
        Post("council", "Team manager", (*WORKER, Role.MANAGER), ("referral", "night")),
    ),
    "yates": _one(
        "Martin Yates", "receives at night and at weekends",
        Post("council", "Emergency duty social worker", WORKER, ("night",)),
    ),
    "hallam": _one(
        "Zoe Hallam", "answers for early help", Post("council", "Early help worker", WORKER, ("early help",))
    ),
    "frew": _one(
        "Alan Frew", "keeps agencies, people and numbers right, and sees no case",
        Post("council", "Partnership officer", (Role.ADMINISTRATOR, Role.PARTNERSHIP_LEAD)),
    ),
}  # fmt: skip
