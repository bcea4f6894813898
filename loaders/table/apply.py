"""Applies a mapping to a table: batches of cells in, frames of facts out, by columns."""

from collections.abc import Iterator
from difflib import get_close_matches

import polars as pl

from autoatlas.loaders.table.cells import dates, numbers
from autoatlas.loaders.table.mapping import (
    Choice,
    FactRule,
    InvalidMapping,
    TableMapping,
    Template,
)
from autoatlas.loaders.table.model import Batch, Table
from autoatlas.loaders.table.naming import Names
from autoatlas.loaders.table.rows import (
    ROW,
    Rows,
    by_value,
    cell,
    compose,
    found_in,
    head_of,
    holds,
    nulls,
    quotes,
)
from autoatlas.ontology.extraction import Report
from autoatlas.ontology.facts import FACT_SCHEMA, SOURCE_SCHEMA, fill_defaults
from autoatlas.ontology.terms import PROPERTIES
from autoatlas.ontology.validation import Fault, validate

__all__ = ["MappedFacts"]

_MOST_REASONS = 60
_NUMBERS = ("value", "value_max", "confidence")
_DATES = ("start", "end", "published")
_TEXT_MISSING = ("-", "--", "–", "—", "..", "...", "…", "n/a", "N/A", "n.a.", "#N/A")
_QUANTITIES = [name for name, prop in PROPERTIES.items() if prop.shape == "quantity"]


class MappedFacts:
    """The facts that a mapping finds in a table.

    Parameters
    ----------
    mapping : TableMapping
    table : Table
    names : Names
    report : Report
        Takes up rejected rows, and rows that gave nothing, by reason.

    Attributes
    ----------
    sources : DataFrame
        Of `SOURCE_SCHEMA`: what the rows cite; grows while the frames are consumed.

    Raises
    ------
    InvalidMapping
        The mapping speaks of a column that the table has not.
    """

    def __init__(self, mapping: TableMapping, table: Table, names: Names, report: Report) -> None:
        self.mapping, self.table, self.names, self.report = mapping, table, names, report
        self.sources = pl.DataFrame(schema=SOURCE_SCHEMA)
        self._spelt = {name.casefold(): name for name in reversed(table.columns)}
        self._made = {"@title", "@file", "@row", *mapping.sections, *mapping.derived}
        if mapping.wide:
            self._made |= {mapping.wide.name, mapping.wide.value}
        self._used = self._check()
        self._last: dict[str, str | None] = {}
        self._codes: dict[str, str | None] = {}
        self._reasons: set[str] = set()
        self._said: set[int] = set()

    def _check(self) -> list[str]:
        """The table's columns that the mapping uses, in the table's order."""
        wanted: dict[str, None] = {}
        for name in self.mapping.columns():
            if name in self._made and name.casefold() not in self._spelt:
                continue
            found = self._spelt.get(name.casefold())
            if found is not None:
                wanted[found] = None
            elif name not in self.mapping.optional and "*" not in self.mapping.optional:
                near = get_close_matches(name, self.table.columns, 3, 0.5) or self.table.columns[:12]
                raise InvalidMapping(
                    f"the table has no column {name!r}",
                    where=self.mapping.where,
                    mend=f"It has {', '.join(near)}.",
                )
        return [name for name in self.table.columns if name in wanted]

    def frames(self) -> Iterator[pl.DataFrame]:
        """Yield frames of validated facts, a batch of rows at a time."""
        for batch in self.table.batches():
            work = self._work(batch)
            found = self._batch(work)
            if found.height:
                self.report.facts += found.height
                yield found

    # -- the rows

    def _work(self, batch: Batch) -> "Rows":
        """The cells that the mapping needs, laid out one figure a row."""
        wide = self.mapping.wide
        across = [name for name in self.table.columns if wide and wide.columns.fullmatch(name)]
        unused = [self._spelt.get(name.casefold(), name) for name in self.mapping.unused]
        cells = {
            name: cell(batch.frame[name]) if name in batch.frame.columns else nulls(name, batch.frame.height)
            for name in dict.fromkeys([*self._used, *across, *unused])
            if name in self.table.columns
        }
        for name in self.mapping.fill_down:
            spelt = self._spelt.get(name.casefold(), name)
            if spelt in cells:
                cells[spelt] = self._filled(spelt, cells[spelt])
        for name, (column, pattern) in self.mapping.sections.items():
            above = cells[self._spelt[column.casefold()]]
            cells[name] = self._filled(name, above.set(~found_in(above, pattern), None))
        frame = pl.DataFrame([column.alias(name) for name, column in cells.items()])
        frame = frame.with_columns(batch.rows.alias(ROW))
        for name, reason in self.mapping.unused.items():
            spelt = self._spelt.get(name.casefold(), name)
            if spelt in frame.columns and (count := frame[spelt].count()):
                self.report.skipped[reason] += count
        if wide and across:
            keys = [name for name in frame.columns if name not in across]
            frame = frame.unpivot(across, index=keys, variable_name=wide.name, value_name=wide.value)
            heads = {name: head_of(wide.columns.fullmatch(name)) for name in across}
            frame = frame.with_columns(pl.col(wide.name).replace_strict(heads, return_dtype=pl.String))
        rows = Rows(frame, self._spelt, self.table)
        for name, choices in self.mapping.derived.items():
            rows.frame = rows.frame.with_columns(self._texts(rows, choices).alias(name))
        return rows

    def _filled(self, name: str, cells: pl.Series) -> pl.Series:
        """Empty cells take what stands above, in the batch before too."""
        start = pl.Series(cells.name, [self._last.get(name)], dtype=pl.String)
        filled = pl.concat([start, cells.cast(pl.String)]).fill_null(strategy="forward")
        self._last[name] = filled[-1]
        return filled[1:]

    def _batch(self, work: "Rows") -> pl.DataFrame:
        gone = pl.repeat(False, work.frame.height, dtype=pl.Boolean, eager=True)
        for skip in self.mapping.skips:
            mask = holds(work, skip.when) & ~gone
            if mask.any():
                self._count(work.keep(mask), skip.reason)
                gone = gone if skip.is_note else gone | mask
        given, claimed = gone, gone
        found: list[pl.DataFrame] = []
        for rule in self.mapping.facts:
            mask = holds(work, rule.when) & ~gone
            claimed = claimed | mask
            if mask.any():
                facts, gave = self._facts(rule, work.keep(mask))
                found.append(facts)
                given = given | mask.scatter(mask.arg_true(), gave)
        self._count(work.keep(~claimed), self.mapping.rest)
        silent = work.keep(claimed & ~given)
        if silent.frame.height:
            self.report.skipped["rows without a figure, or without a name"] += silent.frame.height
        good = [frame for frame in found if frame.height]
        facts = pl.concat(good) if good else pl.DataFrame(schema=FACT_SCHEMA)
        return self._once(facts) if self.mapping.distinct else facts

    def _once(self, facts: pl.DataFrame) -> pl.DataFrame:
        """Leave out what an earlier row has said: joins in a query repeat rows."""
        said = facts.select(pl.exclude("quote", "quote_start", "quote_end")).hash_rows()
        facts = facts.filter(said.is_first_distinct() & ~said.is_in(list(self._said)))
        self._said.update(said.to_list())
        return facts

    def _count(self, rows: "Rows", reason: Template) -> None:
        """Count rows by the reason why they give nothing."""
        if not rows.frame.height:
            return
        texts = compose(rows, reason, empty="?")
        for text, count in texts.value_counts(sort=True).iter_rows():
            if text not in self._reasons and len(self._reasons) >= _MOST_REASONS:
                text = "".join("other values" if is_column else part for part, is_column in reason.parts)
            self._reasons.add(text)
            self.report.skipped[text] += count

    # -- one kind of fact

    def _facts(self, rule: FactRule, rows: "Rows") -> tuple[pl.DataFrame, pl.Series]:
        """The facts of one rule, and which of the rows gave one or were rejected."""
        height = rows.frame.height
        columns = {name: nulls(name, height) for name in FACT_SCHEMA.names()}
        bad = pl.repeat(False, height, dtype=pl.Boolean, eager=True)
        for name, choices in rule.fields.items():
            if name in _NUMBERS:
                found, wrong = self._numbers(rows, name, choices)
                columns[name] = found["value"].alias(name)
                if name == "value":
                    for other in ("value_max", "comparator"):
                        if other not in rule.fields:
                            columns[other] = found[other]
            elif name in _DATES or name == "period":
                found, wrong = self._dates(rows, name, choices)
                for end in ("start", "end") if name == "period" else (name,):
                    columns[end] = found["end" if end == "end" else "start"].alias(end)
            else:
                columns[name], wrong = self._texts(rows, choices).alias(name), None
            if wrong is not None:
                bad = bad | wrong
        columns["subject_type"], columns["object_type"] = (
            pl.repeat(types[0] if types else None, height, dtype=pl.String, eager=True).alias(name)
            for name, types in (("subject_type", rule.subject_types), ("object_type", rule.object_types))
        )
        frame = pl.DataFrame([columns[name].alias(name) for name in FACT_SCHEMA.names()])
        number = pl.col("property").is_in(_QUANTITIES)
        whole = (
            pl.col("subject").is_not_null()
            & pl.col("property").is_not_null()
            & (~number | pl.col("value").is_not_null())
            & (number | pl.any_horizontal(pl.col("object", "start", "end").is_not_null()))
        )
        keep = frame.select(whole.alias("whole")).to_series() & ~bad
        frame, kept = frame.filter(keep), rows.keep(keep)
        for role, types in (("subject", rule.subject_types), ("object", rule.object_types)):
            if len(types) > 1:
                _, kinds = self.names.column(frame[role], types, counted=False)
                frame = frame.with_columns(kinds.alias(f"{role}_type"))
            elif types:
                kind = pl.when(pl.col(role).is_not_null()).then(pl.lit(types[0]))
                frame = frame.with_columns(kind.alias(f"{role}_type"))
        if "quote" not in rule.fields:
            frame = frame.with_columns(quotes(kept, self._used, self.mapping).alias("quote"))
        numbers_of = kept.frame[ROW]
        frame = frame.with_columns(quote_start=numbers_of, quote_end=numbers_of)
        frame = self.names.facts(fill_defaults(frame.cast(FACT_SCHEMA)))
        good, wrong_rows = validate(frame, where=self.table.where, first_row=0)
        for fault in wrong_rows:
            column = self._column_of(rule, fault.column)
            self.report.faults.append(fault._replace(row=numbers_of[fault.row], column=column))
        self._cite(good)
        return good, keep | bad

    def _column_of(self, rule: FactRule, field: str) -> str:
        """The table's column that filled a field, for a person who looks for the fault in the table."""
        choices = rule.fields.get(field) or rule.fields.get("period" if field in ("start", "end") else "", ())
        names = [name for choice in choices for name in choice.template.columns]
        return names[0] if names else field

    def _texts(self, rows: "Rows", choices: tuple[Choice, ...]) -> pl.Series:
        filled: pl.Series | None = None
        for choice in choices:
            if filled is not None and not filled.null_count():
                break
            text = self._text(rows, choice)
            filled = text if filled is None else filled.zip_with(filled.is_not_null(), text)
        return filled.replace("", None) if filled is not None else nulls("text", rows.frame.height)

    def _text(self, rows: "Rows", choice: Choice) -> pl.Series:
        """A choice's text; an empty text, unlike null, is final."""
        text = compose(rows, choice.template)
        missing = [*_TEXT_MISSING, *self.mapping.missing, *choice.missing]
        if choice.template.columns:
            text = text.set(text.is_in(missing).fill_null(False), None)
        if choice.match is not None and choice.map == {} and choice.otherwise not in (None, "keep"):
            # all that matches means one thing
            return found_in(text, choice.match).replace_strict(
                {True: choice.otherwise, False: None}, return_dtype=pl.String
            )
        if choice.match is not None:
            found = choice.match
            text = by_value(text, lambda cell: head_of(found.search(cell)))
        if choice.map is not None:
            pairs = choice.map
            folded = {key.casefold(): value for key, value in pairs.items()}
            keep = choice.otherwise == "keep"

            def mapped(cell: str) -> str | None:
                found = pairs.get(cell, folded.get(cell.casefold()))
                return found if found is not None else cell if keep else choice.otherwise

            text = by_value(text, mapped)
        if choice.code:
            text = by_value(text, self._country)
        return text

    def _country(self, code: str) -> str | None:
        """The country that a code of the mapping's list, or else of ISO 3166, means."""
        if code not in self._codes:
            from autoatlas.ontology.registry import registry

            own = self.mapping.codes.get(code, self.mapping.codes.get(code.lstrip("0") or "0"))
            known = registry().country_by_code(code) if own is None and code and code != "0" else None
            self._codes[code] = own if own is not None else known.label if known else None
        return self._codes[code]

    def _numbers(
        self, rows: "Rows", name: str, choices: tuple[Choice, ...]
    ) -> tuple[pl.DataFrame, pl.Series]:
        found: pl.DataFrame | None = None
        bad = pl.repeat(False, rows.frame.height, dtype=pl.Boolean, eager=True)
        for choice in choices:
            columns = choice.template.columns
            bare = choice.map is None and choice.match is None and len(choice.template.parts) == 1
            cells = rows.raw(columns[0]) if columns and bare else self._text(rows, choice)
            missing = [*self.mapping.missing, *choice.missing]
            read, wrong = numbers(cells, decimal=choice.decimal, also_missing=missing)
            if choice.scale != 1.0:
                # 1.001 thousand is 1001 and not 1000.9999999999999
                read = read.with_columns((pl.col("value", "value_max") * choice.scale).round(6))
            self._reject(
                rows, columns[0] if columns else name, cells, wrong, "number", "Write it as 100000 or 52.6."
            )
            bad = bad | wrong
            if found is None:
                found = read
            else:
                has = found["value"].is_not_null()
                found = pl.DataFrame([found[c].zip_with(has, read[c]) for c in found.columns])
        if found is None:
            found, _ = numbers(nulls("value", rows.frame.height))
        return found, bad

    def _dates(self, rows: "Rows", name: str, choices: tuple[Choice, ...]) -> tuple[pl.DataFrame, pl.Series]:
        found: pl.DataFrame | None = None
        bad = pl.repeat(False, rows.frame.height, dtype=pl.Boolean, eager=True)
        for choice in choices:
            cells = self._text(rows, choice)
            columns = choice.template.columns
            read, wrong = dates(cells, style=choice.date, also_missing=self.mapping.missing)
            place = columns[0] if columns else name
            self._reject(rows, place, cells, wrong, "date", "Write 2025, 2025-04 or 2025-04-11.")
            bad = bad | wrong
            if found is None:
                found = read
            else:
                has = found["start"].is_not_null()
                found = pl.DataFrame([found[c].zip_with(has, read[c]) for c in found.columns])
        if found is None:
            found, _ = dates(nulls("date", rows.frame.height))
        return found, bad

    def _reject(
        self, rows: "Rows", column: str, cells: pl.Series, wrong: pl.Series, kind: str, mend: str
    ) -> None:
        for at in wrong.arg_true().to_list():
            cell = str(cells[at])
            what = (
                f'"{cell[:80]}" is a formula, not a {kind}'
                if cell.startswith("=")
                else f'"{cell[:80]}" is no {kind}'
            )
            fault = Fault(self.table.where, rows.frame[ROW][at], column, what, mend)
            if not self.report.faults or self.report.faults[-1] != fault:
                self.report.faults.append(fault)

    def _cite(self, facts: pl.DataFrame) -> None:
        """Keep what the facts cite as sources."""
        cited = facts.select("source", "published").filter(pl.col("source").is_not_null())
        if cited.height:
            cited = cited.unique("source", keep="first", maintain_order=True)
            new = cited.join(self.sources, on="source", how="anti", maintain_order="left")
            if new.height:
                self.sources = pl.concat([self.sources, new], how="diagonal").select(SOURCE_SCHEMA.names())
