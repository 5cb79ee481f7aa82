"""The words by which public numbers are found: renewed by the acts that change a team, and made anew by command."""

from collections.abc import Iterable, Iterator

from sharewell.directory.models import ContactWord, Team, WordSpelling
from sharewell.directory.rules import keys_of, words_in
from sharewell.ledger.book import not_an_act

AT_ONCE = 1_000


@not_an_act(because="Part of the acts that change a team or an agency; those are entered.")
def index_words(*teams: Team) -> None:
    """These teams are found by the words they have now; those that are not public, or closed, by none."""
    ids = [team.pk for team in teams]
    ContactWord.objects.filter(team__in=ids).delete()
    public = Team.objects.filter(pk__in=ids, is_public=True, closed_at__isnull=True)
    rows = [
        ContactWord(agency_id=team.agency_id, team=team, word=word)
        for team in public.select_related("agency").prefetch_related("areas")
        for word in dict.fromkeys(_words_of(team))
    ]
    ContactWord.objects.bulk_create(rows, batch_size=AT_ONCE)
    _keep_spellings({row.word for row in rows})


@not_an_act(because="It changes nothing that anybody said: the index is made from what stands in the directory.")
def index_all_words() -> int:
    """The words of every public team are made anew, and spellings of words that are gone forgotten. How many teams."""
    ContactWord.objects.all().delete()
    WordSpelling.objects.all().delete()
    done = 0
    for some in _in_parts(Team.objects.filter(is_public=True).order_by("pk")):
        index_words(*some)
        done += len(some)
    return done


def _in_parts(teams: Iterable[Team]) -> Iterator[list[Team]]:
    ids = list(teams)
    yield from (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _words_of(team: Team) -> Iterator[str]:
    """Of its name, what it is for, its areas, its number, and of its agency."""
    agency = team.agency
    said = (team.name, team.what_for, agency.name, agency.short_name, team.purpose.replace("_", " "))
    texts = (*said, agency.kind.replace("_", " "), *(area.name for area in team.areas.all()), team.telephone)
    for text in texts:
        yield from words_in(text)


def _keep_spellings(words: set[str]) -> None:
    known = WordSpelling.objects.filter(spelling__in=sorted(words)).values_list("spelling", "word")
    new = words - {word for spelling, word in known if spelling == word}
    spellings = [WordSpelling(word=word, spelling=key) for word in sorted(new) for key in sorted(keys_of(word))]
    WordSpelling.objects.bulk_create(spellings, batch_size=AT_ONCE, ignore_conflicts=True)
