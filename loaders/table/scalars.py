"""What one cell says: a number in the dress of many countries, a date of any grain, a sign for nothing."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from autoatlas.ontology.dates import is_partial_date

__all__ = ["MISSING", "SPACES", "Number", "is_missing", "parse_date", "parse_number"]

MISSING = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        ".",
        "..",
        "...",
        "…",
        ":",
        "*",
        "#n/a",
        "?",
        "n/a",
        "n.a.",
        "n.a",
        "na",
        "n.d.",
        "nan",
        "nil",
        "none",
        "null",
        "not available",
        "tbd",
        "unknown",
        "无",
        "不详",
    }
)
"""What statistics write for "nothing known", in small letters."""

SPACES = "\u00a0\u2007\u2009\u202f"
_SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "thousands": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "mio": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "billions": 1e9,
    "tn": 1e12,
    "trillion": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
    "万": 1e4,
    "亿": 1e8,
    "万辆": 1e4,
}
_BOUNDS = (
    ("at least ", ">="),
    ("more than ", ">"),
    ("less than ", "<"),
    ("up to ", "<="),
    ("about ", "~"),
    ("around ", "~"),
    ("approx. ", "~"),
    ("ca. ", "~"),
    ("c. ", "~"),
    ("over ", ">"),
    ("under ", "<"),
    (">=", ">="),
    ("<=", "<="),
    ("≥", ">="),
    ("≤", "<="),
    (">", ">"),
    ("<", "<"),
    ("~", "~"),
    ("≈", "~"),
    ("约", "~"),
)
_DIGITS = r"\d[\d.,' ]*"
_RANGE = re.compile(rf"({_DIGITS}|\.\d+)\s*(?:-|–|—|to|bis)\s*({_DIGITS})\s*([^\d\s].*)?")
_ONE = re.compile(rf"([-+−]?)\s*({_DIGITS}|\.\d+)(?:[eE]([-+]?\d{{1,3}}))?\s*([^\d].*)?")
_SIGN = re.compile(r"^(?:[A-Z]{0,3}[$€£¥₹₩฿₽₺]|[A-Z]{3}(?=[\s\d])|RMB|Rs\.?)\s*")
_NOTE = re.compile(r"(?:\s*(?:\*+|†|‡|\((?:[a-z]|\d{1,2}|p|e|r)\)|\[\w{1,3}\]))+$", re.I)


class Number(NamedTuple):
    """A number as a cell gives it: the lower end and perhaps the upper, and how it is bounded."""

    value: float
    value_max: float | None = None
    comparator: str | None = None


def is_missing(text: str, also: Collection[str] = ()) -> bool:
    """Tell whether a cell says that there is nothing.

    Examples
    --------
    >>> [is_missing(text) for text in ("..", "N/A", "0", " – ")]
    [True, True, False, True]
    """
    plain = text.strip().strip(SPACES).casefold()
    return plain in MISSING or text.strip() in also


@lru_cache(maxsize=65536)
def parse_number(text: str, decimal: str = ".") -> Number | None:
    """Read a number, with separators, bounds, a range, a scale, a currency or percent sign and a note's mark.

    Parameters
    ----------
    text : str
        The cell.
    decimal : str
        The mark before the decimals, ``.`` or ``,``. A number that can only be read in the other way is.

    Returns
    -------
    Number or None
        None where the text is no number, formulas among them.

    Examples
    --------
    >>> parse_number("1,937,000").value, parse_number("1.234.567,8").value, parse_number("(12.5%)").value
    (1937000.0, 1234567.8, -12.5)
    >>> parse_number("> 30"), parse_number("1.2 million*").value
    (Number(value=30.0, value_max=None, comparator='>'), 1200000.0)
    >>> parse_number("100,000-150,000")[:2]
    (100000.0, 150000.0)
    """
    for space in SPACES:
        text = text.replace(space, " ")
    text = _NOTE.sub("", text.strip())
    if not text or len(text) > 100 or text[0] in "=@":
        return None
    comparator: str | None = None
    low = text.casefold()
    for word, sign in _BOUNDS:
        if low.startswith(word):
            text, comparator = text[len(word) :].strip(), sign
            break
    if text.endswith("+"):
        text, comparator = text[:-1].strip(), ">="
    negative = text.startswith("(") and text.endswith(")")
    if negative:
        text = text[1:-1].strip()
    text = _SIGN.sub("", text)
    if match := _RANGE.fullmatch(text):
        low_end, high_end, scale = _plain(match[1], decimal), _plain(match[2], decimal), _scale(match[3])
        if low_end is None or high_end is None or scale is None or not low_end < high_end:
            return None
        return Number(low_end * scale, high_end * scale, comparator)
    match = _ONE.fullmatch(text)
    if match is None:
        return None
    value, scale = _plain(match[2], decimal), _scale(match[4])
    if value is None or scale is None or abs(int(match[3] or 0)) > 300:
        return None
    value = value * 10.0 ** int(match[3] or 0) * scale
    if match[1] in ("-", "−") or negative:
        value = -value
    return Number(value, None, comparator) if abs(value) < 1e300 else None


def _scale(words: str | None) -> float | None:
    """The factor that stands after a number; None where the words are no scale."""
    if not words:
        return 1.0
    plain = words.strip().casefold().rstrip(".")
    return (
        1.0
        if plain in ("%", "percent", "per cent", "$", "€", "£", "辆", "units", "vehicles")
        else _SCALES.get(plain)
    )


def _plain(text: str, decimal: str) -> float | None:
    """Digits with separators as a number."""
    text = text.strip().rstrip(".,'").replace("'", "").strip()
    if re.search(r"\d \d", text) and not re.fullmatch(r"\d{1,3}( \d{3})+([.,]\d+)?", text):
        return None
    text = text.replace(" ", "")
    other = "," if decimal == "." else "."
    dots, marks = text.count(decimal), text.count(other)
    if marks > 1 or (
        marks == 1 and re.fullmatch(rf"\d{{1,3}}{re.escape(other)}\d{{3}}({re.escape(decimal)}\d+)?", text)
    ):
        grouped = (
            rf"\d{{1,3}}({re.escape(other)}\d{{2,3}})*{re.escape(other)}\d{{3}}({re.escape(decimal)}\d*)?"
        )
        if not re.fullmatch(grouped, text):
            return None
        text = text.replace(other, "").replace(decimal, ".")
    elif dots > 1 or (dots == 1 and marks == 1 and text.index(decimal) < text.index(other)):
        grouped = rf"\d{{1,3}}({re.escape(decimal)}\d{{3}})+({re.escape(other)}\d+)?"
        if not re.fullmatch(grouped, text):
            return None
        text = text.replace(decimal, "").replace(other, ".")
    else:
        # one mark: it is the decimals' where it can be nothing else, as in 12,5
        text = text.replace(decimal, ".") if dots else text.replace(other, ".")
    try:
        return float(text)
    except ValueError:
        return None


_MONTHS = {
    name: number
    for number, full in enumerate(
        (
            *("january", "february", "march", "april", "may", "june"),
            *("july", "august", "september", "october", "november", "december"),
        ),
        1,
    )
    for name in (full, full[:3], full[:4])
}
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d{1,2}:\d{2}.*)?")
_DENSE = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])|Q([1-4])[- /]?(\d{4})", re.I)
_QUARTERS = re.compile(
    r"Q([1-4])\s*[-–]\s*Q([1-4])[- /]*(\d{4})|(\d{4})[- /]*Q([1-4])\s*[-–]\s*Q([1-4])", re.I
)
_HALF = re.compile(r"(\d{4})[- ]?H([12])|H([12])[- /]?(\d{4})", re.I)
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([A-Za-z]{3,9})\.?[ ,-]+(?:(\d{1,2})(?:st|nd|rd|th)?,[ ]*)?(\d{4})"
)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_WIKIDATA = re.compile(r"\+?(\d{4})-(\d{2})-(\d{2})(?:T00:00:00Z)?")
_SPAN = re.compile(r"(.+?)\s*(?:\.\.|–|—|/| to | - )\s*(.+)")
_EXCEL_YEAR = re.compile(r"((?:1[89]|20|21)\d\d)\.0")


@lru_cache(maxsize=65536)
def parse_date(text: str, style: str = "") -> tuple[str, str] | None:
    """Read a year, month, quarter, half or day, or a span of them, as its first and last partial date.

    Parameters
    ----------
    text : str
        The cell.
    style : {"", "dmy", "mdy"}
        The order of day and month in ``03/04/2025``, which is no date without it, unless one is above 12.

    Examples
    --------
    >>> parse_date("202412"), parse_date("2025Q1"), parse_date("+2024-00-00T00:00:00Z")
    (('2024-12', '2024-12'), ('2025-01', '2025-03'), ('2024', '2024'))
    """
    text = " ".join(text.split())
    if not 4 <= len(text) <= 60:
        return None
    one = _one_date(text, style)
    if one is None and (match := _SPAN.fullmatch(text)):
        first, last = _one_date(match[1], style), _one_date(match[2], style)
        if first and last and first[0][: len(last[1])] <= last[1][: len(first[0])]:
            return first[0], last[1]
    return one


def _one_date(text: str, style: str) -> tuple[str, str] | None:
    if match := _EXCEL_YEAR.fullmatch(text):
        return match[1], match[1]
    if match := _WIKIDATA.fullmatch(text):
        return _day(match[1], match[2].replace("00", ""), match[3].replace("00", ""))
    for pattern in (_ISO, _CHINESE):
        if match := pattern.fullmatch(text):
            return _day(match[1], match[2], match[3])
    if match := _DENSE.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _QUARTERS.fullmatch(text):
        year, first, last = (match[3], match[1], match[2]) if match[3] else (match[4], match[5], match[6])
        return _months(year, 3 * int(first) - 2, 3 * int(last))
    if match := _QUARTER.fullmatch(text):
        quarter = int(match[2] or match[3])
        return _months(match[1] or match[4], 3 * quarter - 2, 3 * quarter)
    if match := _HALF.fullmatch(text):
        half = int(match[2] or match[3])
        return _months(match[1] or match[4], 6 * half - 5, 6 * half)
    if match := _NAMED.fullmatch(text):
        month = _MONTHS.get(match[2].casefold())
        day = match[1] or match[3]
        return _day(match[4], str(month), day) if month and not (match[1] and match[3]) else None
    if match := _DAY.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if style == "mdy" or (not style and second > 12):
            return _day(match[3], match[1], match[2])
        if style == "dmy" or (not style and (first > 12 or first == second)):
            return _day(match[3], match[2], match[1])
    return None


def _months(year: str, first: int, last: int) -> tuple[str, str] | None:
    if first > last:
        return None
    return (year, year) if (first, last) == (1, 12) else (f"{year}-{first:02}", f"{year}-{last:02}")


def _day(year: str, month: str | None, day: str | None) -> tuple[str, str] | None:
    text = year
    if month:
        text += f"-{int(month):02}"
        if day:
            text += f"-{int(day):02}"
    return (text, text) if is_partial_date(text) else None
