"""Whether the words around a date without a year tell of what was or of what is to come."""

from __future__ import annotations

from .calendar_words import Calendar
from .tokens import Tokens

__all__ = ["SENTENCE_ENDS", "in_aside", "tense_of"]

SENTENCE_ENDS = frozenset(".!?;。！？；")
_RELATIVES = frozenset({"which", "who", "whose", "where"})
_PARTICIPLES = frozenset({"bought", "built", "begun", "set", "taken"})
_ASIDE = 16  # tokens of a relative clause ahead of its year
_AHEAD = 25  # tokens looked at behind a date


def tense_of(tokens: Tokens, index: int, first: int, relation: str, words: Calendar) -> str:
    """``past``, ``future`` or ``near`` (nothing said), for a date in a sentence that begins at ``first``."""
    if relation in ("by", "until"):
        return "past" if _had(tokens, index, first) else "future"
    if relation in ("since", "as_of"):
        return "past"
    low = tokens.low
    told = ""
    for at in range(index - 1, first - 1, -1):
        word = low[at]
        if word in words.future or (word == "to" and at and low[at - 1] in ("is", "are")):
            return "future"
        if not told and (word in words.past or _past_form(tokens, at)):
            told = "past"
    if told:
        return told
    for at in range(index + 1, min(len(low), index + _AHEAD)):
        word = low[at]
        if word in SENTENCE_ENDS and not tokens.glued(at + 1):
            break
        if word in ("that", "which", "who") and at > index + 2:
            break  # what is told of something else
        if word in words.future or (word == "to" and low[at - 1] in ("is", "are")):
            return "future"
        if word in words.past or _past_form(tokens, at):
            return "past"
    return "near"


def _had(tokens: Tokens, index: int, first: int) -> bool:
    """Whether what was so "by" or "until" a date is told as past: "by the end of May it had sold 900"."""
    low = tokens.low
    for at in range(first, min(len(low), index + _AHEAD)):
        if at > index and low[at] in SENTENCE_ENDS:
            break
        if low[at] == "had" or (low[at : at + 2] in (["rose", "to"], ["has", "sold"])):
            return True
    return False


def _past_form(tokens: Tokens, at: int) -> bool:
    """A word in -ed, names such as the United States aside."""
    raw = tokens.raw[at]
    return len(raw) > 4 and raw.endswith("ed") and raw[0].islower()


def in_aside(tokens: Tokens, year_at: int, index: int) -> bool:
    """Whether a year ahead stands in an aside that is over: "Ford, which came in 2019, …"."""
    low = tokens.low
    if "," not in low[year_at + 1 : index]:
        return False
    for at in range(year_at - 1, max(0, year_at - _ASIDE), -1):
        if low[at] == "," or low[at] in SENTENCE_ENDS:
            return low[at + 1] in _RELATIVES or low[at + 1] in _PARTICIPLES or _past_form(tokens, at + 1)
    return False
