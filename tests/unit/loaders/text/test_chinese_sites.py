"""Plants in Chinese: who runs them, where they stand, what happens there. Sentences of our own."""

import pytest

from autoatlas.loaders.document import document_from_text
from autoatlas.loaders.text.reader import read_facts

HEAD = "title: 测试\nurl: https://example.org/zh\ndate: 2025-09-15\n\n"


def brief(text: str, *columns: str) -> set[tuple[object, ...]]:
    names = ("subject", "property", *(columns or ("object", "value")))
    return {
        tuple(getattr(fact, name) for name in names) for fact in read_facts(document_from_text(HEAD + text))
    }


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("奇瑞位于巴西戈亚斯州阿纳波利斯的工厂年产能10万辆。", "Chery Anápolis plant"),
        ("坐落于俄罗斯图拉的哈弗工厂年产能15万辆。", "Haval Tula plant"),
        ("在匈牙利塞格德，比亚迪的乘用车工厂年产能15万辆。", "BYD Szeged plant"),
        ("长城在俄罗斯图拉的哈弗工厂年产能15万辆。", "Great Wall Motor Tula plant"),
        ("比亚迪在印尼建厂，工厂位于梳邦，年产能15万辆。", "BYD Subang plant"),
        ("比亚迪欧洲总部落户匈牙利布达佩斯，雇用2000人。", "BYD Budapest regional headquarters"),
        ("国轩高科拟在摩洛哥盖尼特拉建设电池工厂，年产能20GWh。", "Gotion Kenitra battery plant"),
        ("吉利与雷诺合资的汽车工厂位于韩国釜山，年产能20万辆。", "Geely Busan plant"),
        ("江淮在乌鲁阿图市(Uruatu)的汽车工厂年产能3万辆，该市属于埃及。", "JAC Uruatu plant"),
    ],
)
def test_which_plant_is_meant(text: str, label: str) -> None:
    assert label in {subject for subject, *_ in brief(text)} | {row[2] for row in brief(text)}


def test_a_host_runs_the_plant_of_its_guest() -> None:
    read = brief("小鹏的汽车交由EPMB在马来西亚马六甲代工，年产能1万辆。")
    assert ("EPMB", "operates", "EPMB Melaka plant", None) in read
    assert ("XPeng", "partnersWith", "EPMB", None) in read
    assert not any(row[0] == "XPeng" and row[1] == "operates" for row in read)


def test_the_latter_runs_it() -> None:
    read = brief("一汽解放与坦桑尼亚Kifaru集团合作造车。后者在坦桑尼亚基巴哈的卡车组装厂年产能1500辆。")
    assert ("Kifaru Group", "operates", "Kifaru Group Kibaha plant", None) in read


def test_plants_in_a_list_have_their_figures_in_turn() -> None:
    read = brief("比亚迪在泰国罗勇和巴西卡马萨里建有两座汽车工厂，年产能分别为15万辆和30万辆。")
    assert ("BYD Rayong plant", "annualCapacity", None, 150000.0) in read
    assert ("BYD Camaçari plant", "annualCapacity", None, 300000.0) in read


def test_a_further_plant_in_the_same_town() -> None:
    read = brief(
        "阿鲁尔在哈萨克斯坦科斯塔奈的汽车工厂年产能10万辆。阿鲁尔正在新建一座工厂，厂址同样选在科斯塔奈，设计产能7万辆。"
    )
    assert ("Allur Kostanay second plant", "annualCapacity", None, 70000.0) in read


def test_a_plan_that_was_given_up() -> None:
    read = brief(
        "比亚迪墨西哥建厂计划是2023年宣布的，今年7月公司承认，建厂计划已经取消。", "modality", "start"
    )
    assert ("BYD Mexico plant", "cancelled", "actual", "2025-07") in read
    assert ("BYD", "operates", "planned", None) in read


@pytest.mark.parametrize(
    ("text", "prop", "start"),
    [
        ("上汽泰国春武里工厂今年8月停产。", "suspended", "2025-08"),
        ("长城今年8月31日关闭了设在德国慕尼黑的欧洲总部。", "closed", "2025-08-31"),
        ("蜂巢能源去年10月宣布取消德国于伯黑尔恩的电芯厂计划。", "cancelled", "2024-10"),
        ("比亚迪土耳其马尼萨工厂去年11月奠基。", "groundbreaking", "2024-11"),
        ("长安泰国罗勇工厂2023年11月奠基，次年10月建成。", "completed", "2024-10"),
    ],
)
def test_what_happened_when(text: str, prop: str, start: str) -> None:
    assert (prop, start) in {row[1:] for row in brief(text, "start")}


def test_a_duration_is_no_event() -> None:
    read = brief("比亚迪巴西卡马萨里工厂从破土动工到首车下线只用了15个月。")
    assert not {row[1] for row in read} & {"groundbreaking", "productionStart"}


def test_a_town_where_a_fair_is_held_is_no_place_of_a_plant() -> None:
    read = brief("比亚迪高管在慕尼黑车展上说，公司的匈牙利塞格德工厂年产能15万辆。")
    assert ("BYD Szeged plant", "annualCapacity", None, 150000.0) in read
    assert not any("Munich" in str(value) for row in read for value in row)


@pytest.mark.parametrize(
    "text",
    [
        "比亚迪在印度建厂的方案被印度政府否决。",
        "至于在美国建厂，吉利汽车没有计划。",
        "上汽在西班牙的建厂选址仍未确定。",
        "对中国车企来说，承诺在当地投资建厂的企业可以豁免。",
        "外界猜测零跑汽车会在印尼建厂。",
    ],
)
def test_no_plant_where_nothing_is_decided(text: str) -> None:
    assert not any(row[1] in ("operates", "locatedIn") for row in brief(text))


def test_cost_staff_area_and_doubling() -> None:
    read = brief(
        "长安泰国罗勇工厂总投资100亿泰铢，占地250公顷，现有员工400人，满产后将超过2000人，年产能10万辆，以后会翻一番。",
        "value",
        "unit",
        "modality",
    )
    plant = "Changan Rayong plant"
    assert (plant, "investment", 10_000_000_000.0, "THB", "actual") in read
    assert (plant, "siteArea", 2_500_000.0, "m2", "actual") in read
    assert (plant, "employees", 2000.0, "person", "planned") in read
    assert (plant, "annualCapacity", 200_000.0, "vehicle/year", "planned") in read


def test_a_bought_plant() -> None:
    read = brief("长城在泰国罗勇的工厂是2020年从通用汽车手里买来的，年产能8万辆。")
    assert ("Great Wall Motor", "acquires", "Great Wall Motor Rayong plant", None) in read


def test_what_a_plant_builds_and_since_when() -> None:
    read = brief("麦格纳在奥地利格拉茨的工厂今年7月起为小鹏生产G6和G9。", "object", "start")
    assert ("Magna Steyr Graz plant", "produces", "XPeng G6", "2025-07") in read
    assert ("Magna Steyr Graz plant", "produces", "XPeng G9", "2025-07") in read
    assert ("XPeng", "partnersWith", "Magna Steyr", None) in read
    assert not any(row[1] == "productionStart" for row in read)


def test_a_table_of_plants() -> None:
    rows = "| 企业 | 地点 | 年产能 | 投产 |\n| --- | --- | --- | --- |\n| 比亚迪 | 泰国罗勇 | 15万辆 | 2024年7月 |\n"
    read = brief(f"中国汽车厂商的海外工厂：\n\n{rows}", "value", "start")
    assert ("BYD Rayong plant", "annualCapacity", 150000.0, None) in read
    assert ("BYD Rayong plant", "productionStart", None, "2024-07") in read


def test_a_joint_company_named_behind_a_dash_runs_its_plant() -> None:
    read = brief(
        "长安与马斯特汽车的合资公司——马斯特长安，2018年在卡拉奇建厂，次年投产，汽车年产能3万辆。",
        "object",
        "start",
    )
    assert ("Master Changan Motors", "operates", "Master Changan Motors Karachi plant", None) in read
    assert ("Master Changan Motors Karachi plant", "productionStart", None, "2019") in read
    assert not any(row[:2] == ("Changan", "operates") for row in read)


def test_a_host_whose_town_stands_in_the_clause_ahead() -> None:
    read = brief("在拉合尔附近，萨兹加尔工程用散件组装哈弗H6，这款汽车卖得不错。")
    assert ("Sazgar Engineering", "operates", "Sazgar Engineering Lahore plant", None) in read
    assert ("Sazgar Engineering Lahore plant", "assemblyMode", "kit", None) in read


def test_the_brands_that_a_plant_builds() -> None:
    read = brief("福田汽车在泰国春武里府的工厂年产能5000辆。工厂生产欧马可轻卡、欧曼重卡。")
    assert ("Foton Chonburi plant", "produces", "Aumark", None) in read
    assert ("Foton Chonburi plant", "produces", "Auman", None) in read


def test_a_plan_put_on_hold_is_no_plant() -> None:
    read = brief("比亚迪汽车今年7月已经确认，暂停在墨西哥建厂的计划。", "start", "modality")
    assert ("BYD Mexico plant", "suspended", "2025-07", "actual") in read
    assert ("BYD", "operates", None, "planned") in read


@pytest.mark.parametrize(
    "text", ["东风汽车在意大利建厂的谈判则已中止。", "奇瑞汽车在土耳其建厂谈判仍在继续。"]
)
def test_talks_make_no_plant(text: str) -> None:
    assert not any(row[1] in ("operates", "locatedIn", "suspended") for row in brief(text))


def test_once_running_is_not_the_year_after_next() -> None:
    read = brief(
        "比亚迪汽车在泰国罗勇的工厂一期年产能5万辆，二期投产后年产能将提高到20万辆。", "value", "start"
    )
    assert not any(row[3] and str(row[3]).startswith("2027") for row in read)
    assert ("BYD Rayong plant", "annualCapacity", 200000.0, None) in read
