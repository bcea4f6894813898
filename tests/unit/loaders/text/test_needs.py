"""A pattern that is passed over for want of a word would not have been found."""

from pathlib import Path

import pytest

from autoatlas.loaders import extract
from autoatlas.loaders.text.knowledge.needs import Pattern, needs

GOLDEN = sorted(Path(__file__).parents[3].glob("golden/*/input.txt"))


@pytest.fixture
def passed_over(monkeypatch):
    """What each pattern that was passed over would have found."""
    found = []
    possible = Pattern._possible

    def watched(self, text):
        made = possible(self, text)
        if made is None:
            found.append(self._compiled().search(text))
        return made

    monkeypatch.setattr(Pattern, "_possible", watched)
    return found


def test_nothing_is_passed_over_that_is_there(passed_over):
    for path in GOLDEN:
        for _ in extract(path):
            pass
    assert passed_over
    assert not any(passed_over)


@pytest.mark.parametrize(
    ("template", "needed"),
    [
        (r"builds? cars", [("build",), (" cars",)]),
        (r"(?:plant|works?)(?! closed)[CP]?", [("plant", "work")]),
        (r"(?P<who>[MBO]) (?:and|\w+)", [("M", "B", "O"), (" ",)]),
        (r"a{0,2}b{2}", [("b",)]),
        (r"opened|(?:re)?started", [("opened", "started")]),
        (r"(?i:Opened)", []),
        (r"{verb} (?<=x)(?=y)z", [("makes",), (" ",), ("z",)]),
    ],
)
def test_what_a_template_needs_is_read_off_it(template, needed):
    assert needs(template, lambda name: [("makes",)]) == needed
