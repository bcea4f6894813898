"""Dates in Chinese."""

from __future__ import annotations

from datetime import date

import pytest

from autoatlas.loaders.text.dates import find_dates

TUESDAY = date(2025, 9, 30)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025年5月16日开业", "2025-05-16", "2025-05-16"),
        ("2030年实现", "2030", "2030"),
        ("二〇三〇年实现", "2030", "2030"),
        ("2025年前4个月出口", "2025-01", "2025-04"),
        ("今年前4个月出口", "2025-01", "2025-04"),
        ("前八个月合计出口", "2025-01", "2025-08"),
        ("前两个月出口", "2025-01", "2025-02"),
        ("截至今年8月，卖出", "2025-08", "2025-08"),
        ("今年首季销量", "2025-01", "2025-03"),
        ("2027财年停产", "2027", "2027"),
        ("1—8月累计", "2025-01", "2025-08"),
        ("今年1至6月卖出", "2025-01", "2025-06"),
        ("去年7月4日开业", "2024-07-04", "2024-07-04"),
        ("去年7月投产", "2024-07", "2024-07"),
        ("今年第四季度投产", "2025-10", "2025-12"),
        ("2026年第二季度投产", "2026-04", "2026-06"),
        ("上半年出口", "2025-01", "2025-06"),
        ("2024年上半年", "2024-01", "2024-06"),
        ("8月出口", "2025-08", "2025-08"),
        ("今年底建成", "2025", "2025"),
        ("明年1月投产", "2026-01", "2026-01"),
        ("截至去年6月底", "2024-06", "2024-06"),
        ("今年第二季度末", "2025-06", "2025-06"),
        ("2026年至2030年", "2026", "2030"),
        ("2020年至2025年上半年", "2020", "2025-06"),
        ("从2017年到去年8月", "2017", "2024-08"),
        ("未来三年推出", "2025", "2028"),
        ("五年内翻番", "2025", "2030"),
        ("上个月开业", "2025-08", "2025-08"),
        ("昨天开业", "2025-09-29", "2025-09-29"),
        ("周一开业", "2025-09-29", "2025-09-29"),
        ("十二月开业", "2025-12", "2025-12"),
        ("9月9日至12日举行", "2025-09-09", "2025-09-12"),
        ("15日开业", "2025-09-15", "2025-09-15"),
        ("前三季度", "2025-01", "2025-09"),
        ("2024年全年", "2024", "2024"),
    ],
)
def test_date(text: str, first: str, last: str) -> None:
    found = find_dates(text, TUESDAY, lang="zh")
    assert [(mention.first, mention.last) for mention in found] == [(first, last)]


@pytest.mark.parametrize(
    ("text", "anaphor", "shift"),
    [("当年卖出", "year", 0), ("同月出口", "month", 0), ("较去年同期增长", "period", -1)],
)
def test_anaphor(text: str, anaphor: str, shift: int) -> None:
    (mention,) = find_dates(text, TUESDAY, lang="zh")
    assert (mention.anaphor, mention.shift, mention.first) == (anaphor, shift, None)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("截至2024年", "as_of"),
        ("到2030年", "by"),
        ("自2024年以来", "since"),
        ("2024年之后", "after"),
        ("在2024年", "in"),
    ],
)
def test_relation(text: str, relation: str) -> None:
    assert find_dates(text, TUESDAY, lang="zh")[0].relation == relation


def test_without_an_anchor_nothing_is_worked_out() -> None:
    for text in ("去年7月投产", "8月出口", "昨天开业", "上个月开业"):
        (mention,) = find_dates(text, None, lang="zh")
        assert (mention.first, mention.last) == (None, None)


@pytest.mark.parametrize("text", ["出口10万辆", "进入60个国家", "增长6%", "罗勇工厂", "该厂目前年产能22万辆"])
def test_no_date(text: str) -> None:
    assert find_dates(text, TUESDAY, lang="zh") == []
