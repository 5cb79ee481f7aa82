"""How long a session lasts, how many guesses there are, and what of a late POST is worth keeping. No Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv6Address, IPv6Network, ip_address


@dataclass(frozen=True)
class Limit:
    """At most so many tries in so long."""

    tries: int
    within: timedelta


# Cyber Essentials: no more than 10 guesses in 5 minutes. Counted for the account and for the address, each alone.
GUESSES = Limit(10, timedelta(minutes=5))
# Asking for links from one address; and the links that one account is sent, after which nobody is told anything else.
LINK_REQUESTS = Limit(10, timedelta(minutes=5))
LINKS_SENT = Limit(5, timedelta(hours=1))
# Trying addresses of links that were never sent.
LINKS_OPENED = Limit(30, timedelta(minutes=5))

KEPT_FOR = timedelta(hours=24)
KEPT_AT_MOST = 20
MOST_KEPT_BYTES = 2_621_440
# A page may lie open over a weekend and a bank holiday; after that nobody can say whose it was.
PAGES_KNOWN_FOR = timedelta(days=7)
# Browsers forget a cookie after 400 days, and so do we.
BROWSERS_KNOWN_FOR = timedelta(days=400)
SEEN_WRITTEN_EVERY = timedelta(minutes=1)

NEVER_KEPT = ("password", "csrfmiddlewaretoken")


class Ending(StrEnum):
    """Why a session is over."""

    idle = "idle"
    absolute = "absolute"


def tries_again_at(tried: Sequence[datetime], limit: Limit) -> datetime:
    """The instant at which one more try is within the limit, given the tries still counted, in any order."""
    counted = sorted(tried)[-limit.tries :]
    return counted[0] + limit.within


def session_ends_at(signed_in: datetime, seen: datetime, idle: timedelta, longest: timedelta) -> datetime:
    """The instant at which this session is over if nothing more is done in it."""
    return min(seen + idle, signed_in + longest)


def why_over(signed_in: datetime, seen: datetime, at: datetime, idle: timedelta, longest: timedelta) -> Ending | None:
    """Why the session is over at this instant; None while it lasts.

    A session that says it was used in the future is over: a clock that was put back must not make it immortal.
    """
    if at >= signed_in + longest or signed_in > at + SEEN_WRITTEN_EVERY:
        return Ending.absolute
    if at >= seen + idle or seen > at + SEEN_WRITTEN_EVERY:
        return Ending.idle
    return None


def neighbourhood(address: str) -> str:
    """The address that guesses are counted for: an IPv6 household or office is one /64, not trillions of addresses."""
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or IPv6Network((known, 64), strict=False))
    return str(known)


def asking_address(remote: str, forwarded_for: str, proxies: int) -> str:
    """The address that the request came from, believing only the proxies that are ours.

    Each proxy adds the address it was called from at the right of X-Forwarded-For, so with one proxy of ours the last
    is true and everything before it is hearsay. A header that is too short is not believed at all.
    """
    hops = [hop.strip() for hop in forwarded_for.split(",") if hop.strip()]
    if proxies and len(hops) >= proxies:
        return hops[-proxies]
    return remote


def is_path_here(path: str) -> bool:
    """Whether a redirect to this goes to a page of this site: a path, and nothing a browser could read as a host."""
    return path.startswith("/") and not path.startswith("//") and not any(sign in path for sign in "\\\r\n\t\0")


def repeats_itself(password: str) -> bool:
    """Whether the password is one short thing typed again and again, which no list of common ones can foresee."""
    return len(password) > 1 and password in (password + password)[1:-1]


def worth_keeping(fields: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What of a form may be kept and shown again: never a password or a form's token. Empty when nothing was typed."""
    kept = [(name, value) for name, value in fields if not any(word in name.lower() for word in NEVER_KEPT)]
    size = sum(len(name.encode()) + len(value.encode()) for name, value in kept)
    if size > MOST_KEPT_BYTES or not any(value.strip() for _, value in kept):
        return []
    return kept
