"""Our components give what the design system publishes, for all of its published examples that we offer."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from jinja2 import ChainableUndefined, Environment, PackageLoader

from sharewell.web.tests.likeness import shape
from sharewell.web.tests.published_lists import OURS, as_ours

# The options of govuk-frontend 6.3.0's own fixtures: what a component is asked for, without what it answers.
PUBLISHED = json.loads((Path(__file__).parent / "published_options.json").read_text(encoding="utf-8"))
# Here the oracle itself differs from what is published: it indents the words inside a textarea.
ORACLE_ERRS = {("checkboxes", "textarea in conditional"), ("radios", "textarea in conditional")}
EXAMPLES = [(component, name) for component, examples in PUBLISHED.items() for name in examples]
# A component with fewer examples than this is hardly tested.
FEWEST = 2


@cache
def the_oracle() -> Environment:
    loader = PackageLoader("govuk_frontend_jinja")
    return Environment(loader=_Prefixed(loader), autoescape=True, undefined=ChainableUndefined)


class _Prefixed(PackageLoader):
    """The package's templates name each other by the name of the package."""

    def __init__(self, inside: PackageLoader) -> None:
        self.inside = inside

    def get_source(self, environment: Environment, template: str) -> Any:
        return self.inside.get_source(environment, template.removeprefix("govuk_frontend_jinja/"))


def theirs(component: str, options: dict[str, Any]) -> str:
    macro = "govuk" + "".join(part.capitalize() for part in component.split("-"))
    module = the_oracle().get_template(f"govuk_frontend_jinja/components/{component}/macro.html").module
    return str(getattr(module, macro)(options))


def ours(component: str, options: dict[str, Any]) -> str:
    name, arguments = as_ours(component, options)
    return str(getattr(engines["jinja2"].env.get_template("web/components.html").module, name)(**arguments))


@pytest.mark.parametrize(("component", "name"), EXAMPLES, ids=[f"{component}: {name}" for component, name in EXAMPLES])
def test_it_equals_the_published_component(component: str, name: str) -> None:
    options = PUBLISHED[component][name]
    if (component, name) in ORACLE_ERRS:
        assert ">\ntest\n</textarea>" in ours(component, options)
        return
    assert shape(ours(component, options)) == shape(theirs(component, options))


def test_every_component_has_examples() -> None:
    assert set(PUBLISHED) == set(OURS)
    assert not [component for component, examples in PUBLISHED.items() if len(examples) < FEWEST]
