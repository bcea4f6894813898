"""Rows of tables in an article, read by the headers of their columns."""

from autoatlas.loaders.text.blocks import Block
from autoatlas.loaders.text.reading import Reading

__all__ = ["read_row"]


def read_row(reading: Reading, block: Block) -> None:
    """Note what one row of a table states."""
