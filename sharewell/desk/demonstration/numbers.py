"""Numbers that are valid in form and belong to nobody."""

from collections.abc import Iterator

from stdnum.gb import nhs

# The NHS keeps every number from 999 000 0000 on for tests. A step that is no multiple of 11 makes them look unlike.
FIRST, STEP = 9_990_012_340, 1_009


def nhs_numbers() -> Iterator[str]:
    """Valid NHS numbers of the test range, as they are written (999 001 3349), one after another, none twice."""
    for number in range(FIRST, 10_000_000_000, STEP):
        if nhs.is_valid(str(number)):
            yield nhs.format(str(number))
