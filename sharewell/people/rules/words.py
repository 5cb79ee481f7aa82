"""The short published lists that people's details are told in."""

from enum import StrEnum


class YesNo(StrEnum):
    """Whether something is so; that nobody knows is an answer too."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"

    @property
    def words(self) -> str:
        return {"yes": "Yes", "no": "No", "not_known": "Not known"}[self]


class Sex(StrEnum):
    """What the record says of the child's sex. Ask, do not guess."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    NOT_KNOWN = "not_known"

    @property
    def words(self) -> str:
        return {"female": "Female", "male": "Male", "other": "Other", "not_known": "Not known"}[self]


class HowVerified(StrEnum):
    """Where a number came from. A valid digit proves no identity, so this is kept beside every number."""

    RECORD = "record"
    FAMILY = "family"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return {
            "record": "from an official record",
            "family": "given by the family",
            "unknown": "not checked",
        }[self]


class Relation(StrEnum):
    """What somebody in the household is to the child."""

    MOTHER = "mother"
    FATHER = "father"
    PARENTS_PARTNER = "parents_partner"
    STEP_PARENT = "step_parent"
    BROTHER_OR_SISTER = "brother_or_sister"
    GRANDPARENT = "grandparent"
    OTHER_RELATIVE = "other_relative"
    FOSTER_CARER = "foster_carer"
    GUARDIAN = "guardian"
    OTHER = "other"
    NOT_KNOWN = "not_known"

    @property
    def words(self) -> str:
        return RELATION_WORDS[self]


RELATION_WORDS = {
    Relation.MOTHER: "Mother",
    Relation.FATHER: "Father",
    Relation.PARENTS_PARTNER: "Partner of a parent",
    Relation.STEP_PARENT: "Step-parent",
    Relation.BROTHER_OR_SISTER: "Brother or sister",
    Relation.GRANDPARENT: "Grandparent",
    Relation.OTHER_RELATIVE: "Another relative",
    Relation.FOSTER_CARER: "Foster carer",
    Relation.GUARDIAN: "Guardian",
    Relation.OTHER: "Somebody else",
    Relation.NOT_KNOWN: "Not known",
}
