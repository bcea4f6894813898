"""Tables: CSV, TSV, JSON, JSON Lines, Parquet, Arrow and spreadsheets become facts by columns.

A table with a fact's columns needs nothing. Any other is described by a mapping, which may be given, ship
with the package (a profile), or be proposed from the table itself.
"""

from autoatlas.loaders.table.loading import LOADER, propose_mapping, read
from autoatlas.loaders.table.reading import FORMATS, recognises

__all__ = ["FORMATS", "LOADER", "propose_mapping", "read", "recognises"]
