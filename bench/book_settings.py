"""The settings of the site, with two audit trails of others beside the book."""

from sharewell.settings import *  # noqa: F403
from sharewell.settings import INSTALLED_APPS as ROOMS

INSTALLED_APPS = [*ROOMS, "simple_history", "auditlog", "bench.changes"]
