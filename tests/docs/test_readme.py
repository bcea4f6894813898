"""What the README shows runs, and gives what it shows."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def rayong(tmp_path: Path) -> Path:
    """A folder with the article that the README prints."""
    text = README.split("$ cat rayong.txt\n", 1)[1].split("\n\n$ ", 1)[0]
    (tmp_path / "rayong.txt").write_text(text + "\n", encoding="utf-8")
    return tmp_path


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, timeout=120)


def test_the_python_example_runs(rayong):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = run(
        [sys.executable, "-c", code + "\nprint([tuple(map(str, row)) for row in rows], len(G))"], rayong
    )
    assert done.stderr == ""
    assert "('Changan Rayong plant', '100000')" in done.stdout
    assert (rayong / "rayong.html").stat().st_size > 100_000


def test_the_transcript_can_be_retyped(rayong):
    transcript = README.split("```\n$ cat", 1)[1].split("```", 1)[0]
    environment = dict(os.environ, PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    for line in re.findall(r"^\$ (autoatlas .*)$", transcript, re.MULTILINE):
        command = line.split("  #")[0]
        done = subprocess.run(
            ["bash", "-c", command], cwd=rayong, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, (command, done.stderr)
        shown = transcript.split(f"$ {line}\n", 1)[1].split("\n$ ", 1)[0].strip()
        for part in shown.splitlines() if not shown.startswith("$") else []:
            assert part.strip() in done.stdout + done.stderr, command


def test_links_lead_somewhere():
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_command_is_in_the_readme_or_in_its_help():
    from autoatlas.app.cli import COMMANDS

    named = set(re.findall(r"autoatlas ([a-z]+)", README))
    assert named <= set(COMMANDS) | {"is"}


def test_every_dependency_has_its_line():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = [one for group in project["project"]["optional-dependencies"].values() for one in group]
    groups = [one for group in project["dependency-groups"].values() for one in group if isinstance(one, str)]
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for requirement in [*project["project"]["dependencies"], *extras, *groups]:
        name = re.match(r"[A-Za-z0-9_.-]+", requirement)
        assert name is not None
        if name[0] != "autoatlas":
            assert re.search(rf"\b{re.escape(name[0].lower())}\b", page), name[0]
            assert ">=" in requirement, f"{requirement} has no floor"


def test_pins_hold_no_address():
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "://" not in pins
    assert "--hash=sha256:" in pins
