"""The command line: one thin module a command, no logic of its own."""

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit status."""
    from autoatlas.app.cli import run

    run()
