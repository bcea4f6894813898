"""``autoatlas view``: a part of the network by filter, question or day, in any layout, as page or as picture."""

import subprocess
import sys
from pathlib import Path

import pytest

from autoatlas.ontology.facts import Fact, to_frame, to_jsonl

HERE = [
    ("Changan", "Changan Rayong plant", "Thailand", "2025-05-16"),
    ("BYD", "BYD Rayong plant", "Thailand", "2024-07-04"),
    ("BYD", "BYD Szeged plant", "Hungary", "2023-12-22"),
]
FACTS = [
    fact
    for maker, plant, country, day in HERE
    for fact in (
        Fact(
            maker,
            "Automaker",
            "operates",
            object=plant,
            object_type="Facility",
            modality="actual",
            published=day,
        ),
        Fact(
            plant,
            "Facility",
            "locatedIn",
            object=country,
            object_type="Country",
            modality="actual",
            published=day,
        ),
    )
]
SELECT = "SELECT ?maker ?plant WHERE { ?maker aa:operates ?plant . ?plant aa:locatedIn aae:hungary }"


@pytest.fixture
def plants(tmp_path: Path) -> Path:
    path = tmp_path / "plants.jsonl"
    path.write_text(to_jsonl(to_frame(FACTS)), encoding="utf-8")
    return path


def view(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autoatlas", "view", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    ("options", "shown", "left_out"),
    [
        (["--where", "country=Thailand"], "BYD Rayong plant", "BYD Szeged plant"),
        (["--where", "maker=BYD", "--where", "region=Europe"], "BYD Szeged plant", "BYD Rayong plant"),
        (["--where", "kind=Automaker,Country"], "Hungary", "BYD Szeged plant"),
        (["--as-of", "2024-01"], "BYD Szeged plant", "BYD Rayong plant"),
        (["--query", SELECT], "BYD Szeged plant", "BYD Rayong plant"),
        (["--query", "brands-of", "--param", "maker=Changan"], "Changan", "Szeged"),
        (["--layout", "region", "--layout", "time"], "Southeast Asia", "no such thing"),
    ],
)
def test_a_part_of_the_network(
    plants: Path, tmp_path: Path, options: list[str], shown: str, left_out: str
) -> None:
    page = tmp_path / "page.html"
    if "brands-of" in options:
        done = view("network", *options, "-o", page)
    else:
        done = view("network", plants, *options, "-o", page)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    text = page.read_text(encoding="utf-8")
    assert shown in text
    assert left_out not in text


def test_a_question_may_stand_in_a_file(plants: Path, tmp_path: Path) -> None:
    asked = tmp_path / "hungary.rq"
    asked.write_text(SELECT, encoding="utf-8")
    page = tmp_path / "page.html"
    assert view("network", plants, "--query", asked, "-o", page).returncode == 0
    assert "BYD Szeged plant" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["network", "--where", "Thailand"], "country=Thailand"),
        (["network", "--where", "colour=red"], "country, region, maker, kind, status"),
        (["network", "--where", "country=Nowhereland"], "Nowhereland"),
        (["network", "--query", "ASK {}"], "yes or no"),
        (["network", "--query", "no-such-question"], "no-such-question"),
        (["network", "--param", "maker=BYD"], "--query"),
        (["map", "--where", "country=Thailand"], "--where is not an option of map"),
        (["network", "--layout", "circle"], "circle"),
    ],
)
def test_what_cannot_be_drawn_says_why(plants: Path, tmp_path: Path, options: list[str], words: str) -> None:
    page = tmp_path / "page.html"
    done = view(options[0], plants, *options[1:], "-o", page)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not page.exists()


@pytest.mark.parametrize(
    "options", [["entity", "--focus", "BYD"], ["timeline"], ["network", "--layout", "maker"]]
)
def test_the_name_of_the_file_says_page_or_picture(plants: Path, tmp_path: Path, options: list[str]) -> None:
    for name, begin in (("a.html", "<!doctype html>"), ("a.svg", "<svg")):
        done = view(options[0], plants, *options[1:], "-o", tmp_path / name)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)
