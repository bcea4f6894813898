"""Quantities in Chinese, read by the same code from the same files."""

from __future__ import annotations

import pytest

from autoatlas.loaders.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "value", "comparator", "unit", "counts"),
    [
        ("出口193.7万辆", 1_937_000, "=", None, "vehicle"),
        ("年产能10万辆", 100_000, "=", None, "vehicle"),
        ("出口129,472辆", 129_472, "=", None, "vehicle"),
        ("进入三十多个国家", 30, ">", None, "country"),
        ("进入十多个国家", 10, ">", None, "country"),
        ("进入百余个国家", 100, ">", None, "country"),
        ("进入近百个国家", 100, "~", None, "country"),
        ("共有500家网点", 500, "=", None, "outlet"),
        ("销售10多万辆", 100_000, ">", None, "vehicle"),
        ("销售超过40万辆", 400_000, ">", None, "vehicle"),
        ("销售约10万辆", 100_000, "~", None, "vehicle"),
        ("销售10万辆左右", 100_000, "~", None, "vehicle"),
        ("销售10万辆以上", 100_000, ">=", None, "vehicle"),
        ("雇用2000多名员工", 2000, ">", None, "person"),
        ("推出四款车型", 4, "=", None, "model"),
        ("建成两座工厂", 2, "=", None, "plant"),
        ("同比增长6%", 6, "=", "percent", None),
        ("同比增长近72%", 72, "~", "percent", None),
        ("提高2.5个百分点", 2.5, "=", "percentage_point", None),
        ("不到一成", 10, "<", "percent", None),
        ("近七成", 70, "~", "percent", None),
        ("份额为四分之三", 75, "=", "percent", None),
        ("销量的一半", 50, "=", "percent", None),
        ("厂区面积12公顷", 120_000, "=", "m2", None),
        ("占地12.6万平方米", 126_000, "=", "m2", None),
        ("投资1亿元", 100_000_000, "=", "CNY", None),
        ("投资3200万美元", 32_000_000, "=", "USD", None),
        ("约合2.3亿元人民币", 230_000_000, "~", "CNY", None),
        ("投资1亿2000万元", 120_000_000, "=", "CNY", None),
        ("增长1倍", 1, "=", "fold", None),
    ],
)
def test_quantity(text: str, value: float, comparator: str, unit: str | None, counts: str | None) -> None:
    found = find_quantities(text, lang="zh")
    assert [(q.value, q.comparator, q.unit, q.counts) for q in found] == [(value, comparator, unit, counts)]


def test_range_and_rate() -> None:
    (price,) = find_quantities("售价在18万至30万元之间", lang="zh")
    assert (price.value, price.value_max, price.unit) == (180_000, 300_000, "CNY")
    (rate,) = find_quantities("设计能力为每年1万辆", lang="zh")
    assert (rate.value, rate.per) == (10_000, "year")


@pytest.mark.parametrize(
    "text",
    [
        "数十万辆",
        "几百家网点",
        "2025年7月4日",
        "今年前4个月",
        "第三款",
        "第100万辆",
        "上百家门店",
        "名爵MG5",
        "P7+",
    ],
)
def test_no_quantity(text: str) -> None:
    assert find_quantities(text, lang="zh") == []


def test_model_number_and_count_stand_side_by_side() -> None:
    (countries,) = find_quantities("其中P7+在36个国家同步上市", lang="zh")
    assert (countries.value, countries.counts) == (36, "country")


def test_what_is_counted_follows_the_counting_word() -> None:
    (cars,) = find_quantities("卖出20万辆新能源汽车", lang="zh")
    assert (cars.noun, cars.products) == ("vehicle", ("nev",))
