"""The repository speaks of the product alone: no machine's paths, no registry's host."""

import re

from tests.building import short, tracked

READ = {".py", ".toml", ".md", ".html", ".js", ".css", ".sh", ".lock", ".json", ".txt", ""}
HOSTS = re.compile(r"(files\.)?pythonhosted\.org|pypi\.org|registry\.npmjs\.org|registry\.yarnpkg|deb\.debian\.org")
PATHS = re.compile(r"(?<![\w.])/(work|farm|root)/[a-z.]")


def test_nothing_names_a_machine_or_a_registry() -> None:
    bad = []
    for path in tracked():
        if path.suffix not in READ or path.name == "test_repository.py":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if HOSTS.search(line) or PATHS.search(line):
                bad.append(f"{short(path)}:{number}")
    assert not bad, f"These name a package registry's host or a machine's own path: {bad}"
