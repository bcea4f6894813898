"""What Chinese sentences must not be taken to say, and what their shorter ways mean. Sentences of our own."""

import pytest

from autoatlas.loaders.document import document_from_text
from autoatlas.loaders.text.reader import read_facts

HEAD = "title: 测试\nurl: https://example.org/zh\ndate: 2025-11-20\n\n"


def brief(text: str, *columns: str) -> set[tuple[object, ...]]:
    names = ("subject", "property", *(columns or ("object", "value")))
    return {
        tuple(getattr(fact, name) for name in names) for fact in read_facts(document_from_text(HEAD + text))
    }


@pytest.mark.parametrize(
    "text",
    [
        "据知情人士透露，奇瑞汽车正考虑在西班牙加利西亚建厂，投资约3亿欧元，年产能12万辆。",
        "福特汽车在美国田纳西州贝尔卡的工厂上月投产，员工2600人。",
    ],
)
def test_nothing_is_said_of_a_plant_that_is_undecided_or_nowhere(text: str) -> None:
    assert not brief(text)


def test_a_total_is_not_one_plants() -> None:
    read = brief(
        "现代汽车在印度金奈的工厂年产能82万辆。加上塔莱冈工厂，公司在印度的总产能将达107万辆。",
        "value",
        "place",
    )
    assert ("Hyundai", "annualCapacity", 1070000.0, "India") in read
    assert not any(
        row[1] == "annualCapacity" and row[2] == 1070000.0 and "plant" in str(row[0]) for row in read
    )


def test_a_stop_that_is_over_is_no_fact() -> None:
    read = brief("今年3月，丰田汽车在巴西索罗卡巴的工厂因停电停产，4月恢复生产。")
    assert not any(row[1] == "suspended" for row in read)


def test_who_owned_a_plant_before_is_not_who_the_text_goes_on_about() -> None:
    text = (
        "长城汽车的泰国罗勇工厂原属通用汽车，2020年被长城买下。它在巴西伊拉塞马波利斯的汽车工厂年产能5万辆。"
    )
    assert ("Great Wall Motor", "operates", "Great Wall Motor Iracemápolis plant", None) in brief(text)


def test_plants_that_the_next_clause_places() -> None:
    read = brief(
        "宝马汽车有三座工厂，分别位于德国慕尼黑、墨西哥圣路易斯波托西和匈牙利德布勒森。慕尼黑工厂年产能20万辆。"
    )
    labels = {f"BMW {town} plant" for town in ("Munich", "San Luis Potosí", "Debrecen")}
    assert labels <= {row[2] for row in read}
    assert ("BMW Munich plant", "annualCapacity", None, 200000.0) in read


def test_a_table_of_one_makers_plants() -> None:
    rows = "| 工厂 | 国家 | 年产能（万辆） |\n| --- | --- | --- |\n| 卡马萨里 | 巴西 | 15 |\n| 罗勇 | 泰国 | 12 |\n"
    read = brief("以下是比亚迪汽车的海外布局。\n\n" + rows)
    assert ("BYD Camaçari plant", "annualCapacity", None, 150000.0) in read
    assert ("BYD Rayong plant", "annualCapacity", None, 120000.0) in read


def test_countries_by_one_character() -> None:
    read = brief(
        "10月，中国对俄出口汽车3.2万辆，对墨出口4.9万辆。中国品牌汽车在俄销量为5.1万辆。", "value", "place"
    )
    assert ("China", "exports", 32000.0, "Russia") in read
    assert ("China", "exports", 49000.0, "Mexico") in read
    assert ("China", "sales", 51000.0, "Russia") in read


def test_an_association_of_europe_is_not_of_the_country_of_its_seat() -> None:
    read = brief(
        "欧洲汽车制造商协会（ACEA）公布，9月欧盟新车注册88.8万辆。比亚迪注册1.3万辆，市场份额升至1.5%。",
        "value",
        "place",
    )
    assert ("BYD", "sales", 13000.0, "European Union") in read
    assert ("BYD", "marketShare", 1.5, "European Union") in read


def test_a_duty_on_the_cars_of_one_country() -> None:
    read = brief("美国9月起对日本汽车的关税税率降至15%。墨西哥拟对中国汽车征收50%的关税，现行税率为20%。")
    assert ("United States", "tariff", "Japan", 15.0) in read
    assert ("Mexico", "tariff", "China", 20.0) in read


def test_the_host_that_is_said_to_run_the_plant_gives_the_label() -> None:
    read = brief("小鹏汽车在奥地利格拉茨工厂组装G6。这家工厂由麦格纳斯太尔运营，员工约6700人。")
    assert ("Magna Steyr", "operates", "Magna Steyr Graz plant", None) in read


def test_the_company_is_not_its_brand() -> None:
    read = brief("比亚迪汽车今年销量大增，腾势品牌卖出6843辆。公司位于印尼苏邦的工厂年底完工。")
    assert ("BYD", "operates", "BYD Subang plant", None) in read
