"""The group of commands, and what an error, an interrupt or a closed pipe means for the exit status.

0 is done, 1 ran with findings or losses, 2 could not run, 3 an extra is missing, 130 interrupted.
"""

import importlib
import os
import sys
from typing import Any, NoReturn

import click

from autoatlas import __version__

__all__ = ["autoatlas", "run"]

# A command's module is imported when it is used; its line of help stands here, so that help is instant.
COMMANDS = {
    "extract": "Print the facts of documents.",
    "load": "Put the facts of documents into a store.",
    "remove": "Take documents out of a store.",
    "documents": "List the documents of a store.",
    "corrections": "Accept, reject or correct facts, for good.",
    "mapping": "Propose a mapping for a table.",
    "query": "Ask SPARQL or a named question.",
    "queries": "List the named questions.",
    "view": "Draw a page or a picture.",
    "check": "Find what does not fit, or judge a draft.",
    "diff": "Tell two stores or two days apart.",
    "export": "Write the graph for other tools.",
    "demo": "Build and draw the packaged atlas.",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is run or its own help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"autoatlas.app.{name}_command").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without --store the packaged atlas answers. Try: autoatlas query capacity-by-country",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary, no warnings.")
@click.option("-v", "--verbose", is_flag=True, help="Say more of what is going on.")
@click.version_option(__version__, prog_name="autoatlas")
@click.pass_context
def autoatlas(ctx: click.Context, debug: bool, quiet: bool, verbose: bool) -> None:
    """A knowledge graph of how automakers go global: cited facts in, answers and pictures out."""
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other.")
    ctx.obj = {"debug": debug, "quiet": quiet, "verbose": verbose}


def run() -> NoReturn:
    """Run the command line and leave with the exit status that its outcome has."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                encoding="utf-8", errors="backslashreplace" if stream is not sys.stdin else "strict"
            )
    status = _status(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()
    sys.exit(status)


def _status(arguments: list[str]) -> int:
    from autoatlas.ontology.errors import AtlasError, ExtraMissing

    debug = "--debug" in arguments
    try:
        result: Any = autoatlas.main(arguments, prog_name="autoatlas", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (KeyboardInterrupt, click.Abort):
        # at once: a query may still be running in a thread that nothing but the end of the process stops
        os._exit(130)
    except BrokenPipeError:
        _silence_stdout()
        return 0
    except AtlasError as error:
        if debug:
            raise
        click.echo(f"autoatlas: {error}", err=True)
        return 3 if isinstance(error, ExtraMissing) else 2
    except (OSError, MemoryError, RecursionError) as error:
        if debug:
            raise
        click.echo(f"autoatlas: {_plain(error)}", err=True)
        return 2
    except Exception as error:
        if debug:
            raise
        click.echo(f"autoatlas: this went wrong inside: {type(error).__name__}: {error}", err=True)
        click.echo(
            "  That is a fault of the program; with --debug it says where. Please report it.", err=True
        )
        return 2
    return result if isinstance(result, int) else 0


def _plain(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    return "the input is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _silence_stdout() -> None:
    # the reader has gone: send what is left to nowhere, so that Python's own flush at exit stays quiet
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
