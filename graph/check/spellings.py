"""Whether two names may be spellings of one: other letters, forms of company, order of words, a slip of the pen."""

from functools import lru_cache

from autoatlas.ontology.names import core, core_words, digits, has_han, key

__all__ = ["ALIKE", "alike", "latin", "likeness"]

ALIKE = 88.0
"""Likeness of two names, of 100, from which they may be two spellings; numbers in them must be the same."""

_SHORTEST = 5
# Russian letters as the passports of Russia have them; Ukrainian and Kazakh ones besides
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
        "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
        "э": "e", "ю": "iu", "я": "ia", "і": "i", "ї": "i", "є": "e", "ґ": "g", "қ": "k", "ғ": "g", "ң": "n",
        "ө": "o", "ү": "u", "ұ": "u", "ә": "a", "һ": "h",
    }
)  # fmt: skip
# spellings that one sound has in Latin letters
_SOUNDS = (
    ("ph", "f"),
    ("kh", "h"),
    ("zh", "j"),
    ("dj", "j"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("y", "i"),
    ("w", "v"),
)


def latin(name: str) -> str:
    """Return a name with Cyrillic letters as Latin ones.

    >>> latin("Алматы"), latin("Chery")
    ('almaty', 'Chery')
    """
    return name if name.isascii() else _cyrillic(name)


def _cyrillic(name: str) -> str:
    lowered = name.casefold()
    written = lowered.translate(_CYRILLIC)
    return name if written == lowered else written


@lru_cache(maxsize=65536)
def _forms(name: str) -> tuple[str, str, str, tuple[str, ...]]:
    """The key without form and trade, the same with its words sorted, the same by sound, and the numbers in it."""
    text = latin(name)
    stem = core(text)[0]
    words = [stem] if has_han(text) else core_words(text)[0]
    sounds = stem
    for letters, sound in _SOUNDS:
        sounds = sounds.replace(letters, sound)
    plain = "".join(letter for n, letter in enumerate(sounds) if n == 0 or letter != sounds[n - 1])
    return stem, "".join(sorted(words)), plain, digits(text)


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, of 100; 0 where the numbers in them differ."""
    from rapidfuzz import fuzz

    first, second = _forms(one), _forms(other)
    if first[3] != second[3]:
        return 0.0
    if first[0] == second[0] or key(one) == key(other) or first[1] == second[1]:
        return 100.0
    if min(len(first[0]), len(second[0])) < _SHORTEST:
        return 0.0
    if first[2] == second[2]:
        return 99.0
    return max(fuzz.ratio(first[0], second[0]), fuzz.ratio(first[2], second[2]))


def alike(one: str, other: str) -> bool:
    """Tell whether two names may be two spellings of one.

    >>> alike("Koshi Auto Assembly", "Koshi Auto-Assembly"), alike("Military Factory 200", "Military Factory 300")
    (True, False)
    """
    return likeness(one, other) >= ALIKE
