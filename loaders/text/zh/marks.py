"""What a Chinese text names and counts: makers, places, models, words for products, figures and dates, as marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from autoatlas.loaders.document import Document
from autoatlas.loaders.text.date_mention import DateMention
from autoatlas.loaders.text.figures import find_figures
from autoatlas.loaders.text.knowledge import knowledge
from autoatlas.loaders.text.names import names
from autoatlas.loaders.text.quantities import Quantity, find_quantities
from autoatlas.loaders.text.zh.brackets import bracket_end, bracketed_companies, name_start
from autoatlas.loaders.text.zh.new_names import code_models, learned_names, new_companies, new_places
from autoatlas.ontology.registry import registry

__all__ = ["Mark", "find_marks", "find_titled"]

_KINDS = {
    "Automaker": "maker",
    "Brand": "maker",
    "Country": "country",
    "Region": "region",
    "Place": "place",
    "Model": "model",
    "Organization": "org",
    "Technology": "technology",
}
_SUFFIX = re.compile(
    r"(?:新能源|电动)?(?:汽车|客车|卡车)?(?:科技|制造|工业|控股)?(?:(?:股份)?有限(?:责任)?公司|集团公司|集团|公司)"
)
_FIGURE = re.compile(r"[,.]?\d|万|亿|辆|台")
_PLANT_NAME = re.compile("(?:超级|整车|汽车|电池)?(?:工厂|基地|厂)$")
_TITLE = re.compile(r"[（(][^（）()]{0,24}(?:简称|下称|股票代码|代码|\.(?:SH|SZ|HK|N))[^（）()]{0,24}[）)]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something recognised: a name, a word for a product, a quantity or a date."""

    kind: str
    start: int
    end: int
    label: str = ""
    cls: str = ""
    quantity: Quantity | None = None
    date: DateMention | None = None


@cache
def _products() -> tuple[re.Pattern[str], dict[str, str]]:
    table = knowledge("zh").tables["products"]
    return re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True)))), table


@cache
def _not_names() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    """What follows a name that is also a word, where it is the word; names that need a vouching word; unsure towns."""
    know = knowledge("zh")
    return (
        know.pattern("zh.word_not_name"),
        frozenset(know.phrases["words_too"]),
        frozenset(know.phrases["unsure_places"]),
    )


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a name in Latin letters is not a piece of a longer word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    left = text[start].isascii() and before.isascii() and (before.isalnum() or before == "-")
    return not (left or (text[end - 1].isascii() and after.isascii() and after.isalnum()))


def _longer(text: str, start: int) -> bool:
    """Whether another word in Latin letters stands right ahead of one."""
    return (
        text[start].isascii()
        and text[start - 1 : start] == " "
        and text[start - 2 : start - 1].isascii()
        and (text[start - 2 : start - 1].isalpha())
    )


def _is_word(text: str, low: int, high: int) -> bool:
    """Whether a name stands there as the ordinary word it also is: 现代化, 广大大众."""
    pattern, too, _ = _not_names()
    name = text[low:high]
    if pattern.search(text[max(0, low - 2) : low] + "<" + name + ">" + text[high : high + 4]):
        return True
    if name not in too:
        return False
    vouched = knowledge("zh").pattern("zh.vouched")
    ahead = knowledge("zh").pattern("zh.vouched_ahead")
    return not (vouched.match(text, high) or ahead.search(text, max(0, low - 4), low))


def _behind_word(text: str, low: int, high: int) -> list[Mark]:
    """A name that begins inside what looked like another."""
    for begin, end, entry in names().find(text[low + 1 : high + 6]):
        if low + 1 + begin < high and entry.cls in _KINDS and not entry.adjective:
            return [Mark(_KINDS[entry.cls], low + 1 + begin, low + 1 + end, entry.label, entry.cls)]
    return []


def _inside(text: str, low: int, high: int) -> list[Mark]:
    """The names in a stretch of text."""
    return [
        Mark(_KINDS[entry.cls], low + begin, low + end, entry.label, entry.cls)
        for begin, end, entry in names().find(text[low:high])
        if entry.cls in _KINDS and not entry.adjective
    ]


def _brand_alone(text: str, low: int, high: int) -> list[Mark]:
    """The brand in what looks like a model but is a brand with a figure behind it."""
    name = text[low:high].rstrip("0123456789")
    return [
        Mark(_KINDS[entry.cls], low + begin, low + end, entry.label, entry.cls)
        for begin, end, entry in names().find(name)
        if entry.cls in ("Automaker", "Brand")
    ]


def _registered(text: str, start: int) -> list[Mark]:
    found = []
    countries: set[str] = set()
    for low, high, entry in names().find(text, start):
        if text[low:high] == "国内":
            continue  # of whatever country is spoken of
        if entry.cls == "Model" and text[high - 1].isdigit() and text[high : high + 1].isdigit():
            found += _brand_alone(text, low, high)  # 名爵3400辆
            continue
        if not _whole(text, low, high) or (entry.cls == "Organization" and _longer(text, low)):
            continue
        if entry.label == "overseas":
            found.append(Mark("abroad", low, high, entry.label))
        elif entry.cls in _KINDS and not entry.adjective and not (entry.weak and high - low < 2):
            if text[low] >= "\u2e80" and _is_word(text, low, high):
                found += _behind_word(text, low, high)  # 其中欧洲 is no 中欧
                continue
            if entry.cls == "Model" and text[high - 1].isdigit() and _FIGURE.match(text, high):
                found += _brand_alone(text, low, high)  # 欧萌达9,400辆
                continue
            plant = _PLANT_NAME.search(text, low, high)
            if plant and entry.cls in ("Automaker", "Brand", "Organization") and text[low] >= "\u2e80":
                found += _inside(text, low, plant.start())  # 柏林超级工厂 is a plant, whoever is called that
                continue
            if entry.cls == "Country":
                countries.add(entry.label)
            end = high
            if entry.cls in ("Automaker", "Brand", "Organization"):
                tail = _SUFFIX.match(text, end)
                end = tail.end() if tail else end
                title = _TITLE.match(text, end)
                end = title.end() if title else end
            found.append(Mark(_KINDS[entry.cls], low, end, entry.label, entry.cls))
    found += _short_lands(text, start, found, countries)
    found.sort(key=lambda mark: mark.start)
    unsure = _not_names()[2]
    known = registry()

    def stands(mark: Mark) -> bool:
        if mark.kind != "place" or text[mark.start : mark.end] not in unsure:
            return True
        entity = known.find(mark.label, "Place")
        return entity is not None and entity.country in countries

    return [mark for mark in found if stands(mark)]


def _short_lands(text: str, start: int, found: list[Mark], named: set[str]) -> Iterator[Mark]:
    """Countries by one character: 对俄出口; several that share one are told apart by what the text names in full."""
    table = knowledge("zh").tables["short_lands"]
    busy = {at for mark in found for at in range(mark.start, mark.end)}
    for match in knowledge("zh").pattern("zh.short_land").finditer(text, start):
        choices = table[match[0]].split("|")
        sure = [land for land in choices if land in named]
        label = sure[0] if len(sure) == 1 else choices[0] if len(choices) == 1 and not sure else None
        vague = choices[0].startswith("?")
        label = choices[0][1:] if vague and choices[0][1:] in named else None if vague else label
        if label and match.start() not in busy:
            yield Mark("country", match.start(), match.start() + 1, label, "Country")


def _with_brackets(text: str, named: list[Mark], taken: bytearray) -> list[Mark]:
    """Names and the bracket behind them that gives them in Latin letters too, as one."""
    found: list[Mark] = []
    for mark in named:
        low, high = mark.start, mark.end
        last = found[-1] if found else None
        opened = text[low - 1] in "（(" and bracket_end(text, low - 1) == high + 1
        if mark.kind not in ("maker", "org", "place"):
            found.append(mark)
        elif opened and last is not None and last.end == high + 1:
            continue  # it stands in the bracket of the name before
        elif opened and last is not None and last.end == low - 1 and last.kind in ("country", "model"):
            found.append(mark)
        elif opened:
            found.append(replace(mark, start=name_start(text, low - 1, taken), end=high + 1))
        elif text[low] >= "\u2e80":
            found.append(replace(mark, end=bracket_end(text, high)))
        else:
            found.append(mark)
    return found


def _of_named_maker(text: str, mark: Mark, named: list[Mark]) -> Mark:
    """A code that several makers have for a model, EX5, is the model of the maker named before it."""
    code = text[mark.start : mark.end]
    if not code.isascii():
        return mark
    before = [m.label for m in named if m.kind == "maker" and mark.start - 400 < m.start < mark.start]
    for label in dict.fromkeys(reversed(before[-6:])):
        answer = registry().resolve(f"{label} {code}", "Model")
        if answer.how == "exact":
            return Mark("model", mark.start, mark.end, answer.label, "Model")
    return mark


def _mended(text: str, quantities: list[Quantity]) -> Iterator[Quantity]:
    """Quantities without the 一 of 统一, and with what stands behind 辆 left to the words for products."""
    for quantity in quantities:
        begin = quantity.start
        if text[begin] == "一" and text[begin - 1 : begin] in ("统", "同", "唯", "单"):
            yield from find_quantities(text, begin + 1, quantity.end, "zh")
        elif text[quantity.end - 1] == "来" and text[quantity.end : quantity.end + 1] in ("自", "源"):
            yield from find_quantities(text, begin, quantity.end - 1, "zh")
        elif quantity.counts != "vehicle" and quantity.kind == "count" and "辆" in text[begin : quantity.end]:
            yield replace(quantity, counts="vehicle", noun="car")
        else:
            yield quantity


def find_titled(document: Document, kind: str = "maker") -> list[Mark]:
    """The makers, or names of another kind, in the title."""
    title = document.title or ""
    return [mark for mark in _inside(title, 0, len(title)) if mark.kind == kind]


def find_marks(document: Document) -> list[Mark]:
    """The marks of a document, in the order of the text.

    Parameters
    ----------
    document : Document

    Returns
    -------
    list of Mark
        None of the names overlap; a figure or a word for a product may lie inside a name.
    """
    text, start = document.text, document.body
    figures = find_figures(text, _day(document.published), start, len(text), lang="zh")
    found = [Mark("quantity", q.start, q.end, quantity=q) for q in _mended(text, figures.quantities)]
    found += [Mark("date", d.start, d.end, date=d) for d in figures.dates]
    named = _registered(text, start)
    taken = bytearray(len(text) + 1)

    def take(marks: list[Mark]) -> None:
        for mark in marks:
            taken[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)

    take(named)
    named = _with_brackets(text, named, taken)
    take(named)
    brands = [(m.start, m.end, m.label) for m in named if m.kind == "maker"]
    coded = [
        Mark("model", low, high, label, "Model") for low, high, label in code_models(text, brands, taken)
    ]
    take(coded)
    inside = {(m.start, m.end) for m in coded}
    named = [
        m
        for m in named
        if m.kind not in ("model", "maker") or not any(low <= m.start < high for low, high in inside)
    ]
    named = [_of_named_maker(text, m, named) if m.kind == "model" else m for m in named]
    fresh = [
        Mark("org", low, high, label, "Organization")
        for low, high, label in (
            *bracketed_companies(text, start, taken),
            *new_companies(text, start, taken),
        )
    ]
    take(fresh)
    towns = [Mark("place", low, high, label, "Place") for low, high, label in new_places(text, start, taken)]
    take(towns)
    spans = [(m.start, m.end, m.label, m.cls) for m in (*named, *fresh, *towns)]
    learned = [
        Mark(_KINDS[cls], low, high, label, cls)
        for low, high, label, cls in learned_names(text, start, spans, taken)
    ]
    for mark in (*named, *coded, *fresh, *towns, *learned):
        found.append(mark)
    take(learned)
    found = [m for m in found if m.kind != "date" or not (taken[m.start] and taken[m.end - 1])]  # 十月六日城
    busy = bytearray(len(text) + 1)
    for mark in (*named, *coded):
        if mark.kind in ("maker", "model", "org"):
            busy[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
    pattern, table = _products()
    for match in pattern.finditer(text, start):
        if not busy[match.start()]:
            found.append(Mark("product", match.start(), match.end(), table[match[0]]))
    return sorted(found, key=lambda mark: (mark.start, -mark.end))
