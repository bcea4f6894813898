"""Short texts in many styles, each with all that it says, in ``sentences/*.txt``.

A case begins with ``== title | date``; the text follows, then ``--`` and a fact a line: subject, property, object and
value, parted by semicolons, the value with its comparator and unit. ``p=`` is the period (``p=..2030`` an end alone),
``at=`` the place, ``of=`` the product, ``b=`` the basis, ``m=`` the modality, ``c=`` the comparator of a date; what is
left out is as in the schema.
Facts about where a site is, who runs it and since when are told by a case only where it has one of them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from autoatlas.loaders import extract

HERE = Path(__file__).parent / "sentences"
SITES = {
    "operates", "locatedIn", "announced", "groundbreaking", "completed",
    "productionStart", "suspended", "cancelled", "closed",
}  # fmt: skip
SHORT = {"at": "place", "of": "product", "b": "basis", "m": "modality", "c": "comparator", "part": "part"}
_VALUE = re.compile(r"(~|>=|<=|>|<)?(-?\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?))?(?: ([A-Za-z/0-9]+))?")
COLUMNS = (
    "subject", "property", "object", "value", "value_max", "comparator", "modality",
    "start", "end", "place", "product", "basis",
)  # fmt: skip

Case = tuple[str, str, str, str]


def cases() -> list[Case]:
    """Title, date, text and facts of all cases."""
    found = []
    for path in sorted(HERE.glob("*.txt")):
        for part in re.split(r"(?m)^== ", path.read_text(encoding="utf-8"))[1:]:
            head, _, rest = part.partition("\n")
            title, _, day = head.partition(" | ")
            text, _, facts = rest.partition("\n--\n")
            found.append((title.strip(), day.strip(), text.strip(), facts.strip()))
    return found


def wanted(line: str) -> dict[str, Any]:
    """The columns that a line of a case gives."""
    subject, prop, *rest = (part.strip() for part in line.split(";"))
    row: dict[str, Any] = {"subject": subject, "property": prop}
    for part in rest:
        number = _VALUE.fullmatch(part)
        if number:
            row["value"] = float(number[2])
            row["comparator"] = number[1]
            row["value_max"] = float(number[3]) if number[3] else None
        elif part.startswith("p="):
            start, _, end = part[2:].partition("..")
            row["start"], row["end"] = (None, end) if part[2:].startswith("..") else (start, end or start)
        elif "=" in part:
            name, _, value = part.partition("=")
            row[SHORT[name]] = value
        elif part:
            row["object"] = part
    return row


def plain(row: dict[str, Any]) -> tuple[Any, ...]:
    """What two facts are compared by; a share in words is a third or so."""
    columns = {**row}
    if columns.get("comparator") == "=":
        columns["comparator"] = None
    if columns.get("modality") == "actual":
        columns["modality"] = None
    value = columns.get("value")
    columns["value"] = None if value is None else round(value, 2)
    return tuple(columns.get(name) for name in COLUMNS)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[0])
def test_a_short_text_gives_what_it_says_and_nothing_else(case: Case, tmp_path: Path) -> None:
    title, day, text, told = case
    path = tmp_path / "one.txt"
    path.write_text(
        f"title: {title}\nurl: https://example.org/one\ndate: {day}\n\n{text}\n", encoding="utf-8"
    )
    gold = [wanted(line) for line in told.splitlines() if line.strip()]
    about_sites = any(row["property"] in SITES for row in gold)
    read = [
        row
        for frame in extract(path)
        for row in frame.iter_rows(named=True)
        if about_sites or row["property"] not in SITES
    ]
    assert sorted(map(repr, map(plain, read))) == sorted(map(repr, map(plain, gold)))
