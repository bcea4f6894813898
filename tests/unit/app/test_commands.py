"""The command line as its users meet it: data on stdout, the rest on stderr, and the exit status."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from autoatlas.ontology.facts import Fact, to_frame, to_jsonl

PLANT = "Changan Rayong plant"
FACTS = [
    Fact("Changan", "Automaker", "operates", object=PLANT, object_type="Facility", modality="actual"),
    Fact(PLANT, "Facility", "locatedIn", object="Thailand", object_type="Country", modality="actual"),
    Fact(
        PLANT,
        "Facility",
        "annualCapacity",
        value=100000.0,
        unit="vehicle/year",
        comparator="=",
        modality="actual",
    ),
]


def autoatlas(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autoatlas", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, timeout=120)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def plants(tmp_path: Path) -> Path:
    path = tmp_path / "plants.jsonl"
    path.write_text(to_jsonl(to_frame(FACTS)), encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path, plants: Path) -> Path:
    done = autoatlas("load", plants, "--store", tmp_path / "world")
    assert (done.returncode, done.stdout) == (0, "")
    return tmp_path / "world"


def test_help_names_every_command_and_each_has_an_example():
    listed = autoatlas("--help").stdout
    commands = re.findall(r"^  ([a-z]+) ", listed.split("Commands:")[1], re.MULTILINE)
    assert {"extract", "load", "remove", "documents", "query", "queries", "view", "export", "demo"} <= set(
        commands
    )
    for command in commands:
        done = autoatlas(command, "--help")
        assert done.returncode == 0, command
        assert f"Example: autoatlas {command}" in done.stdout.replace("\n", " "), command


def test_help_imports_nothing_heavy():
    heavy = {"rdflib", "polars", "networkx", "pyvis", "pyoxigraph", "rich", "numpy"}
    code = "import sys; from autoatlas.app.cli import autoatlas; autoatlas.main(['--help'], standalone_mode=False)"
    code += f"; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_load_twice_query_remove_query(store, plants):
    question = "SELECT ?c { ?p rdfs:label 'Changan Rayong plant'@en ; aa:annualCapacity ?c }"
    first = autoatlas("query", question, "--store", store, "--format", "csv")
    assert first.stdout.split() == ["c", "100000"]
    again = autoatlas("load", plants, "--store", store)
    assert "3 facts, replacing 3" in again.stderr
    assert autoatlas("query", question, "--store", store, "--format", "csv").stdout == first.stdout
    assert autoatlas("remove", plants, "--store", store).returncode == 0
    gone = autoatlas("query", question, "--store", store, "--format", "csv")
    assert (gone.returncode, gone.stdout.split()) == (0, ["c"])
    assert "nothing was found" in gone.stderr


def test_documents_lists_what_was_loaded(store, plants):
    done = autoatlas("documents", "--store", store, "--format", "json")
    (row,) = json.loads(done.stdout)
    assert (row["document"], row["facts"]) == (plants.as_uri(), 3)


def test_bad_rows_are_written_down_and_the_rest_is_loaded(tmp_path, plants):
    bad = to_jsonl(to_frame([FACTS[2]._replace(unit="k vehicles/yr", said_by="=1+1")]))
    plants.write_text(plants.read_text(encoding="utf-8") + bad, encoding="utf-8")
    done = autoatlas("load", plants, "--store", tmp_path / "w", "--rejects", tmp_path / "rejects.csv")
    assert done.returncode == 1
    rejects = pl.read_csv(tmp_path / "rejects.csv")
    assert rejects["row"].to_list() == [4]
    assert "k vehicles/yr" in rejects["what"][0]
    assert "3 facts" in done.stderr


def test_strict_loads_nothing_if_a_row_is_bad(tmp_path, plants):
    plants.write_text(plants.read_text(encoding="utf-8") + '{"subject": "BYD"}\n', encoding="utf-8")
    done = autoatlas("load", plants, "--store", tmp_path / "w", "--strict")
    assert done.returncode == 2
    assert autoatlas("documents", "--store", tmp_path / "w", "--format", "json").stdout.strip() in ("[]", "")


def test_a_dry_run_writes_nothing(tmp_path, plants):
    done = autoatlas("load", plants, "--store", tmp_path / "w", "--dry-run")
    assert done.returncode == 0
    assert "3 facts would be loaded" in done.stderr
    assert not (tmp_path / "w").exists()


def test_one_unreadable_document_does_not_lose_the_others(tmp_path, plants):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = autoatlas("load", plants, tmp_path / "empty.txt", "--store", tmp_path / "w")
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert len(json.loads(autoatlas("documents", "--store", tmp_path / "w", "--format", "json").stdout)) == 1


def test_extract_from_stdin_goes_on_into_load(tmp_path, plants):
    facts = autoatlas("extract", plants, "--format", "jsonl").stdout
    assert len(facts.splitlines()) == 3
    done = autoatlas(
        "load", "-", "--store", tmp_path / "w", "--source", "https://example.org/p", stdin=facts.encode()
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("empty.txt", b"", "empty"),
        ("latin.txt", "Škoda öffnet ein Werk in Thailand für 100 Mio. €".encode("cp1250") * 20, "UTF-8"),
    ],
)
def test_garbage_is_refused_with_one_message(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    done = autoatlas("extract", tmp_path / name)
    assert (done.returncode, done.stdout) == (2, "")
    assert name in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "no-such-file.txt"),
        ("extract", "no-such-folder/*.txt"),
        ("extract", "."),
        ("extract",),
        ("extract", "a.txt", "--format", "docx"),
        ("query", "SELECT WHERE {"),
        ("query", "INSERT DATA { aae:a aa:b aae:c }"),
        ("query", "DROP ALL"),
        ("query", "no-such-question"),
        ("query", "plant-capacity", "--param", "colour=blue"),
        ("query", "plant-capacity", "--param", "nonsense"),
        ("query",),
        ("query", "--file", "no-such-file.rq"),
        ("query", "ASK {}", "--store", "no-such-store"),
        ("documents", "--store", "no-such-store"),
        ("view", "network", "--focus", "Nobody Motors of Nowhere", "-o", "page.html"),
        ("view", "hologram"),
        ("view", "network", "-o", "no-such-folder/page.html"),
        ("export", "--format", "docx"),
        ("export",),
        ("remove", "https://example.org/never-loaded", "--store", "."),
        ("fly",),
        ("--no-such-option",),
    ],
)
def test_what_cannot_run_says_so_in_one_message(tmp_path, arguments):
    done = autoatlas(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_page_replaces_a_file_whole_or_not_at_all(tmp_path, plants):
    page = tmp_path / "page.html"
    page.write_text("before", encoding="utf-8")
    assert autoatlas("view", "network", plants, "--focus", "Nobody", "-o", page).returncode == 2
    assert page.read_text(encoding="utf-8") == "before"
    assert autoatlas("view", "network", plants, "-o", page).returncode == 0
    assert PLANT in page.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "plants.jsonl"]


def test_a_closed_pipe_is_quiet(store):
    query = (
        f"{sys.executable} -m autoatlas query 'SELECT ?s ?p ?o {{ ?s ?p ?o }}' --store {store} --format csv"
    )
    shell = f"{query} | head -n 1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "s,p,o"
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_ctrl_c_ends_a_running_query(tmp_path, store):
    # a product of everything with itself five times over, which no engine finishes
    query = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(5)) + " }"
    command = [sys.executable, "-m", "autoatlas", "query", query, "--store", str(store)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(2.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
