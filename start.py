#!/usr/bin/env python3
"""Set AutoAtlas up and run it, with nothing but Python 3.11 or newer there before.

    python3 start.py             set up, then build, check and draw the packaged atlas into demo/
    python3 start.py test        set up what the tests need (a Chromium too), then run them
    python3 start.py lint        set up what the linters need, then run them
    python3 start.py ARGUMENTS   set up, then run `autoatlas ARGUMENTS`

Everything goes into `.venv/` beside this file.
"""

from __future__ import annotations  # so that an old Python reaches the message about its age

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def main(arguments: list[str]) -> int:
    """Do what the arguments say. Returns the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036  the check is for those who run this file with an older one
        return fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    task, *rest = arguments or ["demo", "demo"]
    if task == "test":
        install(developing=True)
        find_chromium()
        return run(
            [PYTHON, "-m", "pytest", "--numprocesses", "auto", "--dist", "worksteal", *rest], check=False
        )
    if task == "lint":
        install(developing=True)
        return lint()
    install(developing=False)
    return run([PYTHON, "-m", "autoatlas", task, *rest], check=False)


def lint() -> int:
    """Run the linters, the type checker and the import contract, and check that made files are current."""
    commands = [
        ["-m", "ruff", "check"],
        ["-m", "ruff", "format", "--check"],
        ["-m", "mypy"],
        [
            "-c",
            "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())",
        ],
        ["-m", "autoatlas.ontology.generate", "--check"],
    ]
    return max(run([PYTHON, *command], check=False) for command in commands)


def install(*, developing: bool) -> None:
    """Make the virtual environment and put the project into it, unless that was done for these very files."""
    wanted = "developing" if developing else "using"
    files = (HERE / "pyproject.toml", HERE / "requirements.txt")
    state = wanted + hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    stamp = VENV / f".installed-{wanted}"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return
    make_environment()
    say("Installing AutoAtlas; this takes a minute or two the first time.")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if developing:
        run([*pip, "--require-hashes", "--requirement", HERE / "requirements.txt"])
        run([*pip, "--no-deps", "--no-build-isolation", "--editable", HERE])
    else:
        run([*pip, "--editable", f"{HERE}[all]"])
    # as pip does for what it copies: a fifth of a second less on every start where Python may not write bytecode
    rooms = [room for room in HERE.joinpath("autoatlas").iterdir() if room.is_dir()]
    run([PYTHON, "-m", "compileall", "-q", *rooms])
    stamp.write_text(state, encoding="utf-8")


def make_environment() -> None:
    """Make `.venv/`; where the system's Python comes without the means, install them or say how."""
    if PYTHON.exists() and run([PYTHON, "-m", "pip", "--version"], check=False, quiet=True) == 0:
        return
    command = [sys.executable, "-m", "venv", "--clear", VENV]
    if run(command, check=False, quiet=True) == 0:
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if not install_system_packages(f"python{version}-venv") or run(command, check=False) != 0:
        raise SystemExit(
            fail(f"Python has no venv module here; install the package python{version}-venv and try again.")
        )


def find_chromium() -> None:
    """Put the path of a Chromium into the environment for the browser tests; install one where we may."""
    if os.environ.get("CHROME"):
        return
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not found and install_system_packages("chromium"):
        found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found:
        os.environ["CHROME"] = found
    else:
        say(
            "No Chromium was found, so browser tests will be skipped. Install one, or set CHROME to its path."
        )


def install_system_packages(*names: str) -> bool:
    """Install packages with the system's package manager, where it is Debian's and we are root."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    say(f"Installing {', '.join(names)} with apt-get.")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run(["apt-get", "update", "-qq"], check=False, quiet=True)
    return (
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names], check=False, quiet=True)
        == 0
    )


def run(command: list[str | Path], *, check: bool = True, quiet: bool = False) -> int:
    """Run a command in the project's folder. Returns its exit status; where `check`, a failure ends all."""
    output = subprocess.DEVNULL if quiet else None
    try:
        status = subprocess.run(
            [str(part) for part in command], cwd=HERE, stdout=output, stderr=output
        ).returncode
    except KeyboardInterrupt:
        status = 130
    if check and status != 0:
        raise SystemExit(status)
    return status


def say(message: str) -> None:
    """Tell the user what is going on."""
    sys.stderr.write(message + "\n")


def fail(message: str) -> int:
    """Tell the user what is wrong. Returns the exit status for that."""
    say(message)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
