"""``autoatlas corrections`` as its users meet it."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

PLANT = "Changan Rayong plant"
FACTS = [
    {
        "subject": "Changan",
        "subject_type": "Automaker",
        "property": "operates",
        "object": PLANT,
        "object_type": "Facility",
    },
    {
        "subject": PLANT,
        "subject_type": "Facility",
        "property": "annualCapacity",
        "value": 100000,
        "unit": "vehicle/year",
    },
]
QUESTION = "SELECT ?c { ?p rdfs:label 'Changan Rayong plant'@en ; aa:annualCapacity ?c }"


def autoatlas(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autoatlas", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)


@pytest.fixture
def plants(tmp_path: Path) -> Path:
    path = tmp_path / "plants.jsonl"
    path.write_text("".join(f"{json.dumps(fact)}\n" for fact in FACTS), encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path, plants: Path) -> Path:
    assert autoatlas("load", plants, "--store", tmp_path / "world").returncode == 0
    return tmp_path / "world"


def asked(store):
    return autoatlas("query", QUESTION, "--store", store, "--format", "csv").stdout.split()[1:]


def test_a_fact_is_rejected_stays_so_when_loaded_again_and_comes_back(store, plants):
    about = ("--subject", PLANT, "--property", "annualCapacity")
    done = autoatlas("corrections", "add", "reject", "--store", store, *about, "--why", "=1+1")
    assert (done.returncode, done.stdout) == (0, "")
    assert "row 2 was added; it is about 1 fact\n" in done.stderr
    assert asked(store) == []
    again = autoatlas("load", plants, "--store", store)
    assert again.returncode == 0
    assert "1 rejected" in again.stderr
    assert asked(store) == []
    (listed,) = json.loads(autoatlas("corrections", "list", "--store", store, "--format", "json").stdout)
    assert (listed["row"], listed["facts"], listed["why"], listed["applied"]) == (2, 1, "=1+1", True)
    with (store / "corrections.csv").open(encoding="utf-8", newline="") as file:
        assert "'=1+1" in list(csv.reader(file))[1]
    assert autoatlas("corrections", "remove", "2", "--store", store).returncode == 0
    assert asked(store) == ["100000"]


def test_a_table_changed_by_hand_waits_until_it_is_applied(store):
    (store / "corrections.csv").write_text(
        f"action,subject,property\nreject,{PLANT},annualCapacity\nrejct,BYD,\n"
    )
    waiting = autoatlas("query", QUESTION, "--store", store, "--format", "csv")
    assert waiting.stdout.split() == ["c", "100000"]
    assert "autoatlas corrections apply" in waiting.stderr
    done = autoatlas("corrections", "apply", "--store", store)
    assert done.returncode == 1
    assert "row 3, column action" in done.stderr
    assert "Did you mean reject?" in done.stderr
    after = autoatlas("query", QUESTION, "--store", store, "--format", "csv")
    assert "corrections apply" not in after.stderr
    assert after.stdout.split() == ["c"]


def test_load_says_that_a_correction_was_left_out(store, plants):
    (store / "corrections.csv").write_text("action,subject\nrejct,BYD\n")
    done = autoatlas("load", plants, "--store", store)
    assert done.returncode == 1
    assert "corrections.csv, row 2, column action" in done.stderr


def test_check_finds_what_cannot_be_applied_and_what_no_fact_is_like(store):
    assert autoatlas("corrections", "check", "--store", store).returncode == 0
    done = autoatlas("corrections", "add", "reject", "--store", store, "--subject", "Nobody Motors")
    assert "no fact is like that" in done.stderr
    (store / "corrections.csv").open("a").write("rejct\n")
    done = autoatlas("corrections", "check", "--store", store)
    assert done.returncode == 1
    assert "row 3, column action" in done.stdout
    assert "row 2: no fact is like that: reject Nobody Motors" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["reject", "--property", "sales"], "Name a subject"),
        (
            ["correct", "--subject", "BYD", "--property", "sales", "--column", "value", "--new", "many"],
            "not a number",
        ),
        (["same", "--subject", "BYD", "--object", "BYD"], "other name"),
        (["forget", "--subject", "BYD"], "forget"),
    ],
)
def test_a_row_that_says_nothing_is_refused(store, arguments, said):
    done = autoatlas("corrections", "add", *arguments, "--store", store)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (store / "corrections.csv").exists()


def test_the_packaged_atlas_needs_a_table_to_be_named(tmp_path):
    done = autoatlas("corrections", "add", "reject", "--subject", "BYD Szeged plant")
    assert done.returncode == 2
    assert "--corrections FILE" in done.stderr
    table = tmp_path / "mine.csv"
    about = ("--subject", "BYD Szeged plant", "--property", "annualCapacity", "--corrections", table)
    assert autoatlas("corrections", "add", "reject", *about).returncode == 0
    (listed,) = json.loads(
        autoatlas("corrections", "list", "--corrections", table, "--format", "json").stdout
    )
    assert listed["facts"] > 1
