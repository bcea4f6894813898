"""The reader of Chinese: sentences of our own, and the facts that they state."""

import pytest

from autoatlas.loaders.document import document_from_text
from autoatlas.loaders.text.reader import read_facts
from autoatlas.loaders.text.zh import is_chinese
from autoatlas.ontology.terms import Fact

HEAD = "title: 测试\nurl: https://example.org/zh\ndate: 2025-09-15\n\n"


def facts(text: str) -> list[Fact]:
    return read_facts(document_from_text(HEAD + text))


def brief(text: str, *columns: str) -> set[tuple[object, ...]]:
    names = ("subject", "property", *(columns or ("object", "value")))
    return {tuple(getattr(fact, name) for name in names) for fact in facts(text)}


def test_a_plant_with_its_places_opening_and_phases() -> None:
    read = brief(
        "长安汽车在泰国罗勇的新工厂已于5月16日正式投产，首期年产能10万辆，二期将扩大到20万辆。",
        "object",
        "value",
        "modality",
        "start",
        "part",
    )
    plant = "Changan Rayong plant"
    assert read == {
        ("Changan", "operates", plant, None, "actual", None, None),
        (plant, "locatedIn", "Rayong", None, "actual", None, None),
        (plant, "locatedIn", "Thailand", None, "actual", None, None),
        (plant, "productionStart", None, None, "actual", "2025-05-16", None),
        (plant, "annualCapacity", None, 100000.0, "actual", None, "phase 1"),
        (plant, "annualCapacity", None, 200000.0, "planned", None, None),
    }


def test_exports_with_growth_and_product() -> None:
    text = "2025年1-4月，中国汽车出口193.7万辆，同比增长6%；其中新能源汽车出口64.2万辆，同比增长52.6%。"
    assert brief(text, "value", "start", "end", "product") == {
        ("China", "exports", 1937000.0, "2025-01", "2025-04", None),
        ("China", "exportsGrowth", 6.0, "2025-01", "2025-04", None),
        ("China", "exports", 642000.0, "2025-01", "2025-04", "nev"),
        ("China", "exportsGrowth", 52.6, "2025-01", "2025-04", "nev"),
    }


def test_growth_on_the_month_and_falls() -> None:
    read = brief("赛力斯集团8月新能源汽车销量4.3万辆，同比增长19.6%，环比下降3.2%。", "value", "basis")
    assert ("Seres", "salesGrowth", 19.6, None) in read
    assert ("Seres", "salesGrowth", -3.2, "mom") in read


def test_two_counts_and_their_rates_go_in_turn() -> None:
    read = brief("7月，我国汽车产销分别为250万辆和260万辆，同比增长11%和14%。")
    assert {("China", "production", None, 2500000.0), ("China", "sales", None, 2600000.0)} <= read
    assert {("China", "productionGrowth", None, 11.0), ("China", "salesGrowth", None, 14.0)} <= read


def test_the_same_period_a_year_earlier() -> None:
    read = brief("7月，比亚迪在英国的市场份额达到3.2%，去年同期仅为1.1%。", "value", "start", "place")
    assert read == {
        ("BYD", "marketShare", 3.2, "2025-07", "United Kingdom"),
        ("BYD", "marketShare", 1.1, "2024-07", "United Kingdom"),
    }


@pytest.mark.parametrize(
    ("text", "comparator", "value"),
    [
        ("奇瑞上半年出口汽车超55万辆。", ">", 550000.0),
        ("奇瑞上半年出口汽车近55万辆。", "~", 550000.0),
        ("奇瑞上半年出口汽车约55万辆。", "~", 550000.0),
        ("奇瑞上半年出口汽车逾55万辆。", ">", 550000.0),
        ("奇瑞上半年出口汽车55万辆以上。", ">=", 550000.0),
    ],
)
def test_comparators(text: str, comparator: str, value: float) -> None:
    assert brief(text, "comparator", "value") == {("Chery", "exports", comparator, value)}


def test_countries_and_outlets() -> None:
    read = brief("极氪已进入40个国家，海外门店超过30家。", "value", "comparator", "unit")
    assert read == {
        ("Zeekr", "countriesPresent", 40.0, "=", "country"),
        ("Zeekr", "outlets", 30.0, ">", "outlet"),
    }


def test_a_plan_is_planned_throughout() -> None:
    found = facts("比亚迪匈牙利塞格德工厂计划2026年第二季度投产，初期年产能15万辆，可创造1万个就业岗位。")
    assert {fact.modality for fact in found} == {"planned"}
    assert ("productionStart", "2026-04", "2026-06") in {(f.property, f.start, f.end) for f in found}


def test_announced_in_the_clause_before() -> None:
    found = facts("长城汽车周三宣布，将在巴西圣埃斯皮里图州的阿拉克鲁斯新建一座汽车厂。")
    assert {(f.object, f.modality) for f in found if f.property == "locatedIn"} == {
        ("Aracruz", "planned"),
        ("Espírito Santo", "planned"),
        ("Brazil", "planned"),
    }
    assert [(f.start, f.modality) for f in found if f.property == "announced"] == [("2025-09-10", "actual")]


def test_cancelled_suspended_and_closed() -> None:
    assert ("Great Wall Motor Vietnam plant", "cancelled", "<=") in brief(
        "长城汽车已取消在越南建设工厂的计划。", "comparator"
    )
    assert ("Chery Kaluga plant", "suspended", "<=") in brief(
        "奇瑞在俄罗斯卡卢加的工厂已停产。", "comparator"
    )
    assert ("Ford Brazil plant", "closed", "<=") in brief("福特汽车旗下的巴西工厂已经关闭。", "comparator")


def test_that_plant_in_the_next_sentence() -> None:
    read = brief("比亚迪在土耳其马尼萨建设新工厂。该厂投资10亿美元，年产能15万辆。", "value", "unit")
    assert ("BYD Manisa plant", "investment", 1e9, "USD") in read
    assert ("BYD Manisa plant", "annualCapacity", 150000.0, "vehicle/year") in read


def test_who_builds_for_a_maker_runs_the_plant() -> None:
    read = brief(
        "吉利计划在哈萨克斯坦生产汽车。工厂由当地企业Allur公司运营，设在科斯塔奈，年产能5万辆。", "object"
    )
    assert ("Allur", "operates", "Allur Kostanay plant") in read


def test_a_rise_from_one_capacity_to_another_gives_the_new_one() -> None:
    read = brief("哈弗在俄罗斯图拉的工厂产能从8万辆提高到15万辆。", "value")
    assert {value for _, name, value in read if name == "annualCapacity"} == {150000.0}


@pytest.mark.parametrize(
    "text",
    [
        "比亚迪否认将在墨西哥建厂。",
        "据路透社援引知情人士报道，比亚迪正考虑在德国建厂。",
        "央行行长表示，上半年贷款增长6.2%，其中企业贷款增加10万亿元。",
        "昨晚的足球比赛吸引了5万名观众，主队以2比1获胜。",
        "丰田汽车杯决赛周日举行，观众超过3万人。",
        "比亚迪会在泰国卖出10万辆车吗？",
        "",
    ],
)
def test_nothing_is_read_from_what_states_nothing(text: str) -> None:
    assert facts(text) == []


def test_quotes_are_cut_from_the_whole_text() -> None:
    text = HEAD + "第一段与汽车有关。\n\n- 泰国：比亚迪罗勇工厂年产能15万辆。\n"
    found = read_facts(document_from_text(text))
    assert found
    for fact in found:
        assert fact.quote_start is not None
        assert text[fact.quote_start : fact.quote_end] == fact.quote == "泰国：比亚迪罗勇工厂年产能15万辆。"


def test_which_texts_are_chinese() -> None:
    assert is_chinese("比亚迪在泰国建厂")
    assert not is_chinese("BYD (比亚迪) opens a plant in Thailand")
    assert not is_chinese("トヨタ自動車はタイに工場を建設すると発表した")
    assert not is_chinese("")


@pytest.mark.parametrize(
    "piece", ["比亚迪在泰国罗勇的工厂年产能15万辆，", "出口10万辆同比增长6%", "（（（", "奇瑞工厂"]
)
def test_long_texts_without_full_stops_are_read(piece: str) -> None:
    assert isinstance(facts(piece * 2000), list)


def test_domestic_means_the_country_spoken_of() -> None:
    read = brief("2024年，泰国汽车产量为146.9万辆，同比下降20%；国内销量57.3万辆。")
    assert ("Thailand", "sales", None, 573000.0) in read
    assert ("Thailand", "productionGrowth", None, -20.0) in read


def test_a_running_total_of_a_plant() -> None:
    read = brief("上汽通用五菱印尼工厂年产能12万辆。该工厂已累计生产汽车16万辆。", "value", "basis", "end")
    assert ("SAIC-GM-Wuling Indonesia plant", "production", 160000.0, "cumulative", "2025-09-15") in read


@pytest.mark.parametrize(
    "text",
    [
        "周三港股收盘，比亚迪股份跌2.3%，报110港元，吉利汽车涨1.5%，成交额达24亿港元。",
        "中国1—8月钢材出口7749万吨，同比增长10%；稀土出口4.4万吨，增长14.5%。",
        "丰田发布新款凯美瑞，售价17.98万元起，搭载2.5升发动机，百公里油耗4.2升。",
        "三星电子泰国工厂生产电视机，年产能500万台，员工2000人。",
    ],
)
def test_other_subjects_yield_nothing(text: str) -> None:
    assert facts(text) == []


def test_without_a_date_nothing_is_worked_out_from_it() -> None:
    text = "奇瑞去年出口汽车100万辆。比亚迪罗勇工厂年产能15万辆。"
    found = read_facts(document_from_text(text, iri="https://example.org/undated"))
    assert {fact.start for fact in found} == {None}
    assert ("BYD Rayong plant", "annualCapacity", 150000.0) in {
        (f.subject, f.property, f.value) for f in found
    }
