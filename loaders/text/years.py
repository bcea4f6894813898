"""Tell the figure of a year from a figure that counts."""

from __future__ import annotations

from .calendar_words import Calendar
from .tokens import Tokens

__all__ = ["short_year", "year_at"]

_COUNTED_AHEAD = frozenset(
    {"than", "some", "nearly", "almost", "least", "exceeding", "approximately", "roughly", "most",
    "estimated",
     "another", "additional", "further", "many", "much", "maximum", "minimum"}
)  # fmt: skip
_YEAR_AHEAD = frozenset(
    {"in", "since", "during", "by", "year", "end", "until", "till", "mid", "early", "late", "before"}
)
_SIGNS = frozenset("$€£¥₹₺₽₩₫฿₱₴₸₦₪")


def year_at(tokens: Tokens, index: int, words: Calendar) -> int:
    """The year at a token, or 0; a figure of four digits that counts something is no year."""
    if not 0 <= index < tokens.count:
        return 0
    raw = tokens.raw[index]
    if len(raw) != 4 or not (raw.isascii() and raw.isdigit()) or not "1800" <= raw <= "2100":
        return 0
    if tokens.glued(index):
        ahead = tokens.raw[index - 1]
        if ahead in _SIGNS or ahead[-1].isalnum() or ahead in "+#@_&=%":
            return 0
        before = tokens.raw[index - 2] if tokens.glued(index - 1) else ""
        if ahead in "./" and before[-1:].isalnum() and not (len(before) == 4 and before[:2] == raw[:2]):
            return 0
    low = tokens.low
    ahead = low[index - 1] if index else ""
    behind = low[index + 1] if index + 1 < len(low) and not tokens.broken(index + 1) else ""
    if (
        behind == "/"
        and tokens.glued(index + 2)
        and len(tokens.raw[index + 2]) > 2
        and raw[:2] != tokens.raw[index + 2][:2]
    ):
        return 0  # Regulation 2024/1866
    if behind and tokens.glued(index + 1) and behind[0].isalpha() and behind not in words.q_words:
        return 0
    if behind in words.counted_units or behind in words.multipliers or (behind in "%％" and behind):
        return 0
    if ahead in _COUNTED_AHEAD and not ("2001" <= raw <= "2040" and behind not in words.counted):
        return 0
    if tokens.raw[index - 1 if index else 0] in words.codes:
        return 0
    if behind in words.counted and ahead not in _YEAR_AHEAD:
        return 0
    return int(raw)


def short_year(tokens: Tokens, at: int, words: Calendar) -> tuple[int, int]:
    if at >= tokens.count:
        return 0, at
    raw = tokens.raw[at]
    if len(raw) == 2 and raw.isdecimal() and (tokens.glued(at) or (at and tokens.low[at - 1] == "fy")):
        return 2000 + int(raw), at + 1
    year = year_at(tokens, at, words)
    if not year and tokens.glued(at) and len(raw) == 4 and raw.isdecimal() and "1900" <= raw <= "2100":
        year = int(raw)
    return (year, at + 1) if year else (0, at)
