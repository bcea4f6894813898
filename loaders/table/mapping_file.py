"""Reads mapping files, in TOML; `docs/tables.md` explains them with examples.

Everything in a mapping is checked when it is read, so that a slip is told by its place in the file and
not by a strange fact.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autoatlas.loaders.table.lists import shared_lists
from autoatlas.loaders.table.mapping import (
    Choice,
    Condition,
    FactRule,
    InvalidMapping,
    SkipRule,
    TableMapping,
    Wide,
)
from autoatlas.loaders.table.settings import Settings
from autoatlas.ontology.errors import SourceUnreadable
from autoatlas.ontology.terms import CLASSES, FACT_COLUMNS, MODALITIES, PROPERTIES, PUBLISHER_KINDS

__all__ = ["parse_mapping", "read_mapping"]

_FIELDS = {column.name for column in FACT_COLUMNS} - {"quote_start", "quote_end"} | {"period"}
_CHOICE_KEYS = {"from", "map", "otherwise", "code", "match", "scale", "decimal", "date", "missing"}
_TESTS = {"is", "not", "match", "filled", "not_match"}
_TABLE_KEYS = {
    "sheet",
    "header_row",
    "delimiter",
    "missing",
    "optional",
    "wide",
    "fill_down",
    "sections",
    "distinct",
}


def read_mapping(path: str | Path) -> TableMapping:
    """Read a mapping file.

    Raises
    ------
    SourceUnreadable
        There is no such file.
    InvalidMapping
        A slip in it, with its place and how to mend it.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceUnreadable(f"the mapping cannot be read ({reason})", where=str(path)) from error
    return parse_mapping(text, where=str(path))


def parse_mapping(text: str, *, where: str = "mapping") -> TableMapping:
    """Read the text of a mapping.

    Raises
    ------
    InvalidMapping

    Examples
    --------
    >>> found = parse_mapping('''
    ... [[fact]]
    ... subject = "{maker}"
    ... subject_type = "Automaker"
    ... property = "exports"
    ... value = { from = "{thousands}", scale = 1000 }
    ... period = "{year}"
    ... ''')
    >>> sorted(set(found.columns()))
    ['maker', 'thousands', 'year']
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InvalidMapping(
            f"this is not TOML ({error})", where=where, mend="See docs/tables.md."
        ) from error
    return _Reader(where).mapping(data)


class _Reader(Settings):
    def mapping(self, data: dict[str, Any]) -> TableMapping:
        known = {
            "name",
            "recognise",
            "table",
            "source",
            "codes",
            "skip",
            "fact",
            "rest",
            "unused",
            "lists",
            "derived",
        }
        self.keys("", data, known)
        rules = data.get("fact", [])
        if not isinstance(rules, list) or not rules:
            raise self.fail(
                "", "there is no [[fact]]", "Write at least one: subject, subject_type, property, value."
            )
        lists = shared_lists() | {
            name: self.pairs(f"lists.{name}", value)
            for name, value in self.table("lists", data.get("lists", {})).items()
        }
        recognise = self.table("recognise", data.get("recognise", {}))
        self.keys("recognise", recognise, {"columns", "match", "value", "cells"})
        table = self.table("table", data.get("table", {}))
        self.keys(
            "table",
            table,
            _TABLE_KEYS,
        )
        source = self.pairs("source", data.get("source", {}))
        known_source = {"address", "title", "publisher", "kind", "published", "accessed", "licence", "note"}
        self.keys("source", source, known_source)
        if source.get("kind", "press") not in PUBLISHER_KINDS:
            raise self.fail(
                "source.kind", f"{source['kind']!r} is no kind", f"One of {', '.join(PUBLISHER_KINDS)}."
            )
        return TableMapping(
            where=self.where,
            name=self.text("name", data.get("name", Path(self.where).stem)),
            facts=tuple(self.fact(number, rule, lists) for number, rule in enumerate(rules, 1)),
            skips=tuple(
                self.skip(number, rule)
                for number, rule in enumerate(self.array("skip", data.get("skip", [])), 1)
            ),
            rest=self.template("rest", data.get("rest", "no rule of the mapping is for this row")),
            source=source,
            codes=self.codes(data.get("codes", {}), lists),
            needs=self.texts("recognise.columns", recognise.get("columns", [])),
            needs_match=tuple(
                self.pattern("recognise.match", one)
                for one in self.texts("recognise.match", recognise.get("match", []))
            ),
            needs_value=self.pairs("recognise.value", recognise.get("value", {})),
            needs_cells=self.pattern("recognise.cells", recognise["cells"]) if "cells" in recognise else None,
            derived={
                name: self.choices(f"derived.{name}", value, lists)
                for name, value in self.table("derived", data.get("derived", {})).items()
            },
            distinct=self.truth("table.distinct", table.get("distinct", False)),
            optional=frozenset(self.texts("table.optional", table.get("optional", []))),
            unused=self.pairs("unused", data.get("unused", {})),
            wide=self.wide(table["wide"]) if "wide" in table else None,
            fill_down=self.texts("table.fill_down", table.get("fill_down", [])),
            sections=self.sections(table.get("sections", {})),
            sheet=self.whole("table.sheet", table.get("sheet"), texts=True),
            header_row=self.whole("table.header_row", table.get("header_row")),
            delimiter=self.delimiter(table.get("delimiter")),
            missing=frozenset(self.texts("table.missing", table.get("missing", []))),
        )

    def codes(self, value: Any, lists: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
        if isinstance(value, str):
            if value not in lists:
                raise self.fail("codes", f"there is no list {value!r}", f"Known are {', '.join(lists)}.")
            return lists[value]
        return self.pairs("codes", value)

    def wide(self, value: Any) -> Wide:
        data = self.table("table.wide", value)
        self.keys("table.wide", data, {"columns", "name", "value"})
        pattern = self.pattern("table.wide.columns", data.get("columns"))
        name, number = (self.text(f"table.wide.{key}", data.get(key, key)) for key in ("name", "value"))
        return Wide(pattern, name, number)

    def sections(self, value: Any) -> dict[str, tuple[str, re.Pattern[str]]]:
        found = {}
        for name, one in self.table("table.sections", value).items():
            place = f"table.sections.{name}"
            data = self.table(place, one)
            self.keys(place, data, {"column", "match"})
            column = self.text(place, data.get("column"))
            found[name] = (column, self.pattern(place, data.get("match")))
        return found

    def conditions(self, place: str, value: Any) -> tuple[Condition, ...]:
        found: list[Condition] = []
        for column, test in self.table(place, value).items():
            here = f"{place}.{column}"
            if isinstance(test, (str, list)):
                found.append(Condition(column, "is", self.texts(here, test)))
                continue
            data = self.table(here, test)
            self.keys(here, data, _TESTS)
            for kind, wanted in data.items():
                if kind == "filled":
                    if not isinstance(wanted, bool):
                        raise self.fail(here, f"{wanted!r} is not true or false")
                    found.append(Condition(column, "filled" if wanted else "empty", ()))
                elif kind in ("match", "not_match"):
                    found.append(Condition(column, kind, (self.pattern(here, wanted).pattern,)))
                else:
                    found.append(Condition(column, kind, self.texts(here, wanted)))
        return tuple(found)

    def skip(self, number: int, value: Any) -> SkipRule:
        place = f"[[skip]] {number}"
        data = self.table(place, value)
        self.keys(place, data, {"when", "reason", "note"})
        if "when" not in data or "reason" not in data:
            raise self.fail(place, "a skip needs when and reason")
        reason = self.template(f"{place} reason", data["reason"])
        return SkipRule(
            self.conditions(f"{place} when", data["when"]), reason, self.truth(place, data.get("note", False))
        )

    def fact(self, number: int, value: Any, lists: Mapping[str, Mapping[str, str]]) -> FactRule:
        place = f"[[fact]] {number}"
        data = self.table(place, value)
        self.keys(place, data, _FIELDS | {"when"})
        for needed in ("subject", "subject_type", "property"):
            if needed not in data:
                raise self.fail(
                    place, f"there is no {needed}", "A fact needs a subject, its class and a property."
                )
        types = {}
        for role in ("subject_type", "object_type"):
            types[role] = self.texts(f"{place} {role}", data.get(role, []))
            for kind in types[role]:
                if kind not in CLASSES:
                    raise self.fail(
                        f"{place} {role}", f"{kind!r} is not a class", f"One of {', '.join(CLASSES)}."
                    )
        fields = {}
        for name, one in data.items():
            if name in ("when", "subject_type", "object_type"):
                continue
            fields[name] = self.choices(f"{place} {name}", one, lists)
        self.words(place, fields, "property", PROPERTIES)
        self.words(place, fields, "modality", MODALITIES)
        shapes = {PROPERTIES[word].shape for word in self.constants(fields["property"]) if word in PROPERTIES}
        if shapes == {"quantity"} and "value" not in fields:
            raise self.fail(
                place, "there is no value", 'Name the column with the number: value = "{column}".'
            )
        if shapes and shapes <= {"relation", "mode"} and "object" not in fields:
            raise self.fail(place, "there is no object", "Name the column with the other entity.")
        if shapes == {"date"} and not fields.keys() & {"start", "end", "period"}:
            raise self.fail(place, "there is no date", 'Name the column with the date: period = "{column}".')
        return FactRule(
            where=f"{self.where}, {place}",
            when=self.conditions(f"{place} when", data.get("when", {})),
            fields=fields,
            subject_types=types["subject_type"],
            object_types=types["object_type"],
        )

    @staticmethod
    def constants(choices: tuple[Choice, ...]) -> list[str]:
        """The words that a field can hold, where they stand in the mapping."""
        found: list[str] = []
        for choice in choices:
            if choice.map is not None:
                found.extend(word for word in choice.map.values() if word)
            elif not choice.template.columns:
                found.append(choice.template.parts[0][0])
        return found

    def words(
        self, place: str, fields: Mapping[str, tuple[Choice, ...]], name: str, known: Mapping[str, Any]
    ) -> None:
        for word in self.constants(fields.get(name, ())):
            if word not in known:
                raise self.fail(f"{place} {name}", f"{word!r} is not a {name}", "See docs/vocabulary.md.")

    def choices(self, place: str, value: Any, lists: Mapping[str, Mapping[str, str]]) -> tuple[Choice, ...]:
        if value == []:
            raise self.fail(place, "the list is empty", "Name at least one way to fill it.")
        return tuple(
            self.choice(place, one, lists) for one in (value if isinstance(value, list) else [value])
        )

    def choice(self, place: str, value: Any, lists: Mapping[str, Mapping[str, str]]) -> Choice:
        if not isinstance(value, dict):
            return Choice(self.template(place, value))
        self.keys(place, value, _CHOICE_KEYS)
        if "from" not in value:
            raise self.fail(place, "there is no from", 'Write { from = "{column}", … }.')
        pairs: Mapping[str, str] | None = None
        if isinstance(value.get("map"), str):
            if value["map"] not in lists:
                raise self.fail(
                    place, f"there is no list {value['map']!r}", f"Write it under [lists.{value['map']}]."
                )
            pairs = lists[value["map"]]
        elif "map" in value:
            pairs = self.pairs(f"{place}.map", value["map"])
        scale = value.get("scale", 1.0)
        if isinstance(scale, bool) or not isinstance(scale, (int, float)) or not 0 < scale < 1e15:
            raise self.fail(place, f"{scale!r} is no scale", "Write a number such as 1000.")
        decimal, date = value.get("decimal", "."), value.get("date", "")
        if decimal not in (".", ","):
            raise self.fail(place, f"{decimal!r} is no decimal mark", 'Write "." or ",".')
        if date not in ("", "dmy", "mdy"):
            raise self.fail(place, f"{date!r} is no order of dates", 'Write "dmy" or "mdy".')
        return Choice(
            template=self.template(place, value["from"]),
            map=pairs,
            otherwise=self.text(place, value["otherwise"]) if "otherwise" in value else None,
            code=self.truth(place, value.get("code", False)),
            match=self.pattern(place, value["match"]) if "match" in value else None,
            scale=float(scale),
            decimal=decimal,
            date=date,
            missing=frozenset(self.texts(place, value.get("missing", []))),
        )
