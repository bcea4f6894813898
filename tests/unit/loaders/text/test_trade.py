"""Figures of trade: whose sales, exports and output a text states, of which product, where and when.

The cases stand in ``trade/*.txt``: ``@@ name | date | title``, a short text, ``=>``, and every fact of trade in it, one
a line: subject, property, value, period, place, product, modality, basis.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from autoatlas.loaders import extract

PROPERTIES = {"sales", "exports", "production", "imports", "marketShare", "vehicleStock", "overseasShare"}
PROPERTIES |= {"salesShare", "exportsShare", "productionShare"}
PROPERTIES |= {"exportsValue", "importsValue"}
PROPERTIES |= {"salesGrowth", "exportsGrowth", "productionGrowth"}


def _cases() -> Iterator[tuple[str, str, str, str, list[str]]]:
    for path in sorted((Path(__file__).parent / "trade").glob("*.txt")):
        for chunk in re.split(r"^@@ ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            head, body = chunk.split("\n", 1)
            name, date, title = (part.strip() for part in head.split("|", 2))
            text, _, facts = body.partition("\n=>")
            yield f"{path.stem}-{name}", date, title, text.strip(), facts.strip().splitlines()


CASES = list(_cases())


def _line(line: str) -> str:
    """A written fact with all its columns, so that it can be compared."""
    parts = [part.strip() for part in line.split("|")]
    parts += [""] * (8 - len(parts))
    parts[6] = parts[6] or "actual"
    return " | ".join(parts)


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_the_figures_of_trade_in_a_text(case: tuple[str, str, str, str, list[str]], tmp_path: Path) -> None:
    _, date, title, text, expected = case
    path = tmp_path / "one.txt"
    path.write_text(
        f"title: {title}\nurl: https://example.org/one\ndate: {date}\n\n{text}\n", encoding="utf-8"
    )
    found = []
    for frame in extract(path):
        for row in frame.iter_rows(named=True):
            if row["property"] not in PROPERTIES:
                continue
            sign = "" if row["comparator"] == "=" else row["comparator"]
            start, end = row["start"] or "", row["end"] or ""
            period = end if start == end else f"{start}..{end}"
            columns = [
                row["subject"], row["property"], f"{sign}{row['value']:.12g}", period, row["place"] or "",
                row["product"] or "", row["modality"], row["basis"] or "",
            ]  # fmt: skip
            found.append(" | ".join(columns))
    assert sorted(found) == sorted(map(_line, expected))
