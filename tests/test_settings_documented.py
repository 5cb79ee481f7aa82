"""Every name read from the environment is described in docs/running.md."""

import re

from tests.building import BASE

NAME = re.compile(r'"((?:SHAREWELL_\w+)|PORT)"')


def test_settings_are_documented() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((BASE / "sharewell").rglob("*.py"))
        if "tests" not in path.parts
    )
    words = (BASE / "docs" / "running.md").read_text(encoding="utf-8")
    missing = sorted({name for name in NAME.findall(code) if f"`{name}`" not in words})
    assert not missing, f"docs/running.md does not describe: {missing}"
