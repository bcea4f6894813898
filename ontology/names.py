"""Forms of a name under which two spellings count as one."""

import re
import unicodedata

__all__ = ["core", "core_words", "digits", "has_han", "key", "tidy", "unplaced"]

_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")
_THE = re.compile(r"^[\W_]*the[\W_]+(?=[^\W_])")
_HAN = re.compile(r"[㐀-鿿]")

# Letters that Unicode does not take apart into a letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
_WORDS = {"&": " and ", "+": " plus ", "＋": " plus ", "＆": " and "}

# fmt: off
# Forms of companies: they never tell two companies apart.
_LEGAL = frozenset((
    "co", "ltd", "inc", "llc", "llp", "plc", "corp", "corporation", "company", "limited",
    "incorporated", "ag", "sa", "nv", "bv", "gmbh", "spa", "srl", "oy", "ab", "as", "asa", "kk", "bhd",
    "berhad", "sdn", "pte", "pvt", "private", "pt", "cv", "jsc", "ojsc", "pjsc", "ooo", "oao", "zao",
    "sae", "saoc", "sab", "ltda", "cia", "kg", "se", "tbk", "joint", "stock",
))
# Words that makers add to their name or drop. They may tell two apart ("Asia Motors", "China Motor"), so
# `core` says whether one was taken off and the resolver is careful.
_TRADE = frozenset((
    "group", "groupe", "grupo", "holding", "holdings", "auto", "automobile", "automobiles",
    "automotive", "motor", "motors", "cars", "car", "vehicle", "vehicles", 
    "industry", "industries", "technology", "technologies",
))
# fmt: on
_HAN_TAIL = re.compile(
    r"(?:股份有限公司|有限责任公司|控股有限公司|有限公司|（集团）|\(集团\)|集团公司|集团|控股|股份|公司|汽车工业|汽车|工业)$"
)
_PLACE_TAIL = re.compile(
    r"[\s,]+(?:province|prefecture|city|municipality|state|region|oblast|county|district|governorate|department|regency)$",
    re.IGNORECASE,
)
_PLACE_HEAD = re.compile(
    r"^(?:the\s+)?(?:city|province|state|district|county|municipality)\s+of\s+", re.IGNORECASE
)
_HAN_PLACE_TAIL = re.compile(r"(?:省|市|州|府|县|区)$")


def tidy(name: str) -> str:
    """A name without stray spaces, in composed Unicode, with plain apostrophes and hyphens.

    >>> tidy(" Great  Wall Motor ")
    'Great Wall Motor'
    """
    # plain names are the rule, and a million of them pass through here
    if name.isascii():
        return name.strip() if "  " not in name and name.isprintable() else _SPACE.sub(" ", name).strip()
    text = unicodedata.normalize("NFC", name).replace("’", "'").replace("‘", "'")
    text = text.replace("‑", "-").replace("–", "-").replace("\u200b", "").replace("\ufeff", "")
    return _SPACE.sub(" ", text).strip()


def _words(name: str) -> list[str]:
    text = name
    for sign, word in _WORDS.items():
        if sign in text:
            text = text.replace(sign, word)
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(letter for letter in text if not unicodedata.combining(letter)).casefold()
    # initials and apostrophes hold their letters together: "U.S." is "us", "Chang'an" is "changan"
    text = re.sub(r"(?<=\w)['’.](?=\w\b|\w\.|[a-z])", "", text)
    return [word for word in _NOT_WORD.split(text) if word]


def key(name: str) -> str:
    """The letters and digits of a name: no case, accents, punctuation, spaces or leading "the".

    >>> key("Lynk & Co"), key("Škoda"), key("the U.S."), key("P7+"), key("吉利 汽车")
    ('lynkandco', 'skoda', 'us', 'p7plus', '吉利汽车')
    """
    if name.isascii() and "&" not in name and "+" not in name:
        # the plain way, for it is walked ten thousand times when the index is built
        return _NOT_WORD.sub("", _THE.sub("", name.lower()))
    words = _words(name)
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return "".join(words)


def core(name: str) -> tuple[str, bool, bool]:
    """The key of a company's name without the words for its form and trade.

    Returns
    -------
    tuple of str, bool, bool
        The key; whether a word for the legal form was taken off; whether a word for the trade was.

    Examples
    --------
    >>> core("BYD Company Ltd."), core("Toyota Group"), core("长城汽车股份有限公司"), core("Zeekr")
    (('byd', True, False), ('toyota', False, True), ('长城', True, True), ('zeekr', False, False))
    """
    if has_han(name):
        return _core_han(name)
    words, legal, trade = core_words(name)
    return "".join(words), legal, trade


def core_words(name: str) -> tuple[list[str], bool, bool]:
    """The words that `core` joins, of a name in Latin letters.

    >>> core_words("The Great Wall Motor Co., Ltd.")
    (['great', 'wall'], True, True)
    """
    words = _words(name)
    legal = trade = False
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1:
        if words[-1] in _LEGAL:
            legal = True
        elif words[-1] in _TRADE:
            trade = True
        else:
            break
        words.pop()
    if len(words) > 1 and words[0] in {"pt", "ooo", "jsc", "zao", "oao"}:
        words, legal = words[1:], True
    return words, legal, trade


def _core_han(name: str) -> tuple[str, bool, bool]:
    text = tidy(name)
    legal = trade = False
    while True:
        shorter = _HAN_TAIL.sub("", text)
        if shorter == text or len(shorter) < 2:
            return key(text), legal, trade
        if text[len(shorter) :] in {"集团", "汽车", "汽车工业", "工业", "控股"}:
            trade = True
        else:
            legal = True
        text = shorter


def unplaced(name: str) -> str:
    """A place's name without "province", "city of", 省, 市 and the like.

    >>> unplaced("Rayong Province"), unplaced("City of Szeged"), unplaced("合肥市")
    ('Rayong', 'Szeged', '合肥')
    """
    text = _PLACE_HEAD.sub("", name)
    text = _PLACE_TAIL.sub("", text)
    shorter = _HAN_PLACE_TAIL.sub("", text)
    return shorter if len(shorter) >= 2 else text


def digits(name: str) -> tuple[str, ...]:
    """The words of a name that hold a digit, in order; names that differ there are never one.

    >>> digits("Haval F7x"), digits("Zeekr 001"), digits("Great Wall Motor")
    (('f7x',), ('001',), ())
    """
    return tuple(word for word in _words(name) if any(letter.isdigit() for letter in word))


def has_han(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return not text.isascii() and _HAN.search(text) is not None
