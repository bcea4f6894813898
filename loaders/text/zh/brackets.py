"""Names with a name in Latin letters in a bracket behind them, as one: 盖尼特拉（Kenitra）, 宜诺康（Inokom）."""

import re
from collections.abc import Iterator

__all__ = ["Span", "bracket_end", "bracketed_companies", "name_start"]

Span = tuple[int, int]
"""Where a name begins and ends."""

_LATIN = re.compile(r"[（(][A-Z0-9À-Ž][A-Za-zÀ-ž0-9 .&'’/-]{1,40}[）)]")
_HAN = re.compile(r"[\u4e00-\u9fff·]{2,10}$")
_CUT = re.compile(
    "合作伙伴|合作方|伙伴|经销商|代理商|制造商|供应商|运营商|企业|当地|本地|本土|公司|集团的|旗下|家族|由|与|和|同|跟|"
    "给|向|为|被|叫|是|的|在|于|位|名|家|国|从|及|将|对|把|到|以|请|找|让"
)
_COMPANY = re.compile(
    "(?:汽车|集团|公司|电池|动力|工业|重工|控股|资本|商社|贸易|科技|能源|化学|电子|机械|机车|客车)$"
)
_LINKED = re.compile(
    "(?:由|与|和|同|跟|给|伙伴|方|商|企业|公司|收购|买下|入股|联手|携手|联合|委托|当地的|本地的)$"
)
_ACTS = re.compile(
    "(?:公司|集团)?(?:代工|组装|生产|装配|合资|合作|联手|共同|组建|成立|运营|经营|负责|持股|各|签|达成|宣布|表示|工厂|"
    "的[^，。]{0,8}(?:工厂|厂|基地))"
)


def bracket_end(text: str, at: int) -> int:
    """Where a bracket with a name in Latin letters that opens at a place ends; the place itself without one."""
    found = _LATIN.match(text, at)
    return found.end() if found else at


def name_start(text: str, at: int, taken: bytearray) -> int:
    """Where the Chinese name that ends at a place begins; the place itself where there is none."""
    found = _HAN.search(text, max(0, at - 10), at)
    if found is None:
        return at
    low = found.start()
    for place in range(at - 1, low - 1, -1):
        if taken[place]:
            low = place + 1
            break
    for cut in _CUT.finditer(text, low, at):
        low = cut.end()
    return low if 2 <= at - low <= 8 else at


def bracketed_companies(text: str, start: int, taken: bytearray) -> Iterator[tuple[int, int, str]]:
    """Companies that nobody knows, in Chinese with their name in Latin letters behind: 巨人汽车（Giant Motors）."""
    for found in _LATIN.finditer(text, start):
        if any(taken[found.start() : found.end()]):
            continue
        low = name_start(text, found.start(), taken)
        if low == found.start():
            continue
        linked = _LINKED.search(text, max(start, low - 4), low)
        if _COMPANY.search(text, low, found.start()) or (linked and _ACTS.match(text, found.end())):
            yield low, found.end(), found[0][1:-1].strip()
