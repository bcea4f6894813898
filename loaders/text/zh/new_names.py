"""Names that the registry does not know, where the Chinese words around them say what they are.

A company in Latin letters beside 公司 or 与…合资, a town with its name in Latin letters behind it (梳邦(Subang)),
a brand with the code of a model (捷途X50), and the short name that a text gives a company.
"""

import re
from collections.abc import Iterable, Iterator

from autoatlas.loaders.text.knowledge import knowledge
from autoatlas.ontology.registry import registry

__all__ = ["code_models", "learned_names", "new_companies", "new_places"]

_LATIN = re.compile(r"[A-Z][A-Za-zÀ-ž&.'-]+(?: [A-Z&][A-Za-zÀ-ž&.'-]*)*")
_COMPANY_AHEAD = re.compile(
    r"(?:合作方|合作伙伴|伙伴|代理商|经销商|企业|公司|集团|制造商|供应商|运营商|与|同|和|由|携手|联合|联手|收购)$"
)
_COMPANY_BEHIND = re.compile(
    r"(?:汽车|电池|投资)?(?:公司|集团)?(?:[（(][^）)]{1,20}[）)])?"
    r"(?:公司|集团|合作|合资|联手|运营|负责|代工|控股|透露|表示|称|宣布|方面|组建|成立|签署|签订)"
)
_CODE = re.compile(
    r"[ 　]?((?:[A-Z][A-Za-z]{0,7}[ -]?)?\d{1,3}[A-Za-z]{0,3}\+?|[A-Z]{1,3}[a-z]{0,6})"
    r"(?: (?:Plus|PLUS|Pro|PRO|Max|MAX|EV|DM-i|PHEV))?"
    r"(?![A-Za-z\d.,%]|万|亿|月|年|日|家|个|款|辆|台|座|名|号|倍)"
)
_SHORT = re.compile(
    r"[（(](?:以下|下文)?(?:简称|称)?(?:为)?[“\"「]?([^（）()“”\"「」，、]{2,12})[”\"」]?[）)]"
)
_PLACE_LATIN = re.compile(
    r"([\u4e00-\u9fff·-]{2,8})(?:市|县|镇|州|省|府)?[（(]([A-Z][A-Za-zÀ-ž .'-]{2,30})[）)]"
)
_PLACE_AHEAD = re.compile(r"(?:位于|坐落于|在|落户|选址|[省州邦国]|的)[\u4e00-\u9fff·-]{0,9}$")
_ALONE = re.compile(r"([\u4e00-\u9fff·]{2,10})[（(][A-Z]")
_NO_SHORT = re.compile(
    "^(?:公司|集团|本公司|该公司|合同|协议|标的公司|[A-Z]{2,4}D|.*(?:关税|产能|年|月|日|元|%|万|亿|电))$"
)


def new_companies(text: str, start: int, taken: bytearray) -> Iterator[tuple[int, int, str]]:
    """Companies in Latin letters that the registry does not know."""
    no_names = frozenset(knowledge("zh").phrases["no_names"])
    for match in _LATIN.finditer(text, start):
        low, high = match.span()
        if any(taken[low:high]) or match[0].upper() in no_names:
            continue
        if text[high : high + 1].isdigit():
            continue
        inside = text[low - 1 : low] in "（(" and text[high : high + 1] in "）)"
        if not inside and (
            _COMPANY_AHEAD.search(text[max(0, low - 10) : low]) or _COMPANY_BEHIND.match(text, high)
        ):
            tail = re.compile("集团公司|集团|公司").match(text, high)
            label = f"{match[0]} Group" if text.startswith("集团", high) else match[0]
            yield low, tail.end() if tail else high, label


def new_places(text: str, start: int, taken: bytearray) -> Iterator[tuple[int, int, str]]:
    """Towns whose Chinese name is unknown, but which the text gives in Latin letters too."""
    for match in _PLACE_LATIN.finditer(text, start):
        low, high = match.start(1), match.end()
        if any(taken[match.start(2) : match.end(2)]):
            continue
        ahead = text[max(start, low - 10) : match.end(1)]
        placed = _PLACE_AHEAD.search(ahead)
        if placed is None:
            continue
        while low < match.end(1) and (taken[low] or text[low] in "在于的省州邦国"):
            low += 1
        cut = max(text.rfind(word, low, match.end(1)) for word in ("位于", "坐落于", "落户", "选址", "在"))
        low = cut + 1 if cut >= low else low
        if match.end(1) - low >= 2 and not any(taken[low : match.end(1)]):
            yield low, high, match[2].strip()


def code_models(
    text: str, brands: Iterable[tuple[int, int, str]], taken: bytearray
) -> Iterator[tuple[int, int, str]]:
    """A brand with the code of a model behind it, where the registry knows such a model: 捷途X50."""
    known = registry()
    for low, high, label in brands:
        match = _CODE.match(text, high)
        if match is None:
            continue
        for end in sorted({match.end(), match.end(1)}, reverse=True):
            code = text[match.start(1) : end]
            for name in (f"{label} {code}", f"{label}{code}"):
                answer = known.resolve(name, "Model")
                if answer.how in ("exact", "normalised"):
                    yield low, end, answer.label
                    break
            else:
                continue
            break
        else:
            code = match[1]
            if (
                match.start(1) == high
                and re.fullmatch(r"[A-Z]{1,3}-?\d{1,3}[A-Z]?", code)
                and not text[low].isascii()
            ):
                yield low, match.end(1), f"{label} {code}"  # not known, but no other maker's either


def learned_names(
    text: str, start: int, spans: Iterable[tuple[int, int, str, str]], taken: bytearray
) -> Iterator[tuple[int, int, str, str]]:
    """Where else a text uses the short name that it gives a company in a bracket."""
    found: dict[str, tuple[str, str]] = {}
    for low, end, label, cls in spans:
        alone = _ALONE.match(text, low, end)
        if alone and len(found) < 20:
            found.setdefault(alone[1], (label, cls))
        if cls not in ("Automaker", "Brand", "Organization"):
            continue
        match = _SHORT.match(text, end) or _SHORT.search(text[max(0, end - 20) : end])
        if match and match[1] != label and not _NO_SHORT.match(match[1]) and len(found) < 20:
            found.setdefault(match[1], (label, cls))
    for name, (label, cls) in found.items():
        place = text.find(name, start)
        while place >= 0:
            if not any(taken[place : place + len(name)]):
                yield place, place + len(name), label, cls
            place = text.find(name, place + len(name))
