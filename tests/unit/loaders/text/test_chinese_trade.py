"""Figures of trade, stakes, duties and reach in Chinese. Sentences of our own."""

import pytest

from autoatlas.loaders.document import document_from_text
from autoatlas.loaders.text.reader import read_facts

HEAD = "title: 测试\nurl: https://example.org/zh\ndate: 2025-09-15\n\n"


def brief(text: str, *columns: str) -> set[tuple[object, ...]]:
    names = ("subject", "property", *(columns or ("object", "value")))
    return {
        tuple(getattr(fact, name) for name in names) for fact in read_facts(document_from_text(HEAD + text))
    }


def test_exports_country_by_country() -> None:
    read = brief(
        "中汽协发布的数据显示，2024年我国汽车出口586万辆。分国别看，俄罗斯以116万辆居首，"
        "墨西哥44.5万辆、阿联酋33万辆分列第二、第三位。",
        "value",
        "place",
    )
    assert ("China", "exports", 1160000.0, "Russia") in read
    assert ("China", "exports", 445000.0, "Mexico") in read
    assert ("China", "exports", 330000.0, "United Arab Emirates") in read


def test_counts_of_several_countries_in_turn() -> None:
    read = brief(
        "中汽协发布数据，2024年我国汽车出口586万辆。从目的地看，比利时和巴西分别为28万辆和21万辆。",
        "value",
        "place",
    )
    assert ("China", "exports", 280000.0, "Belgium") in read
    assert ("China", "exports", 210000.0, "Brazil") in read


def test_one_figure_against_the_month_and_the_year_before() -> None:
    read = brief(
        "中汽协数据，7月燃油车出口35万辆，环比和同比分别下降9.6%和4.3%。", "value", "basis", "product"
    )
    assert ("China", "exportsGrowth", -9.6, "mom", "ice") in read
    assert ("China", "exportsGrowth", -4.3, None, "ice") in read


def test_a_figure_in_a_bracket_is_the_name_s_ahead() -> None:
    read = brief("8月，比亚迪在英国售出5000辆汽车，首次超过特斯拉（4200辆）。")
    assert ("BYD", "sales", None, 5000.0) in read
    assert ("Tesla", "sales", None, 4200.0) in read


def test_a_running_total_and_a_part_of_it() -> None:
    read = brief(
        "截至去年底，宇通在中亚累计售出客车1万辆，其中新能源客车1200辆。", "value", "basis", "product"
    )
    assert ("Yutong", "sales", 10000.0, "cumulative", "bus") in read
    assert ("Yutong", "sales", 1200.0, "cumulative", "nev bus") in read


def test_doubled_sales() -> None:
    assert ("Leapmotor", "salesGrowth", None, 100.0) in brief("2024年，零跑汽车交付29.4万辆，翻了一番。")


def test_two_brands_of_one_maker_count_for_it() -> None:
    assert ("Chery", "sales", None, 30300.0) in brief("今年前八个月，欧萌达与捷酷在英国售出30300辆汽车。")


def test_imports_and_where_they_come_from() -> None:
    read = brief("今年上半年，俄罗斯从中国进口汽车14.1万辆，同比下降62%。", "value", "place")
    assert ("Russia", "imports", 141000.0, "China") in read


def test_regions_have_figures_of_their_own() -> None:
    read = brief("8月欧盟新车注册量为67.8万辆，同比增长5.3%。")
    assert {("European Union", "sales", None, 678000.0), ("European Union", "salesGrowth", None, 5.3)} <= read


@pytest.mark.parametrize(
    "text",
    [
        "新合同里，乌兹别克斯坦要宇通200辆客车。",
        "安徽、上海分别出口汽车113万辆和86万辆。",
        "阿根廷规定每年可免关税进口5万辆汽车。",
        "比亚迪第1000万辆新能源汽车下线。",
    ],
)
def test_counts_that_are_nobody_s_trade(text: str) -> None:
    assert not any(row[1] in ("exports", "sales", "production", "imports") for row in brief(text))


def test_stakes_of_two_owners() -> None:
    read = brief("零跑国际由Stellantis与零跑汽车分别持股51%和49%。")
    assert ("Stellantis", "ownsStake", "Leapmotor International", 51.0) in read
    assert ("Leapmotor", "ownsStake", "Leapmotor International", 49.0) in read
    assert ("Leapmotor International", "subsidiaryOf", "Stellantis", None) in read


def test_a_minority_that_was_bought() -> None:
    read = brief("2017年，吉利汽车收购了宝腾49.9%的股份。")
    assert ("Geely", "ownsStake", "Proton", 49.9) in read
    assert ("Geely", "partnersWith", "Proton", None) in read
    assert not any(row[1] in ("acquires", "subsidiaryOf") for row in read)


def test_duties_on_makers_and_the_base_rate() -> None:
    read = brief(
        "欧盟对中国电动汽车加征反补贴税，比亚迪17%，上汽集团35.3%，另有10%的普通关税。",
        "object",
        "value",
        "basis",
    )
    assert ("European Union", "tariff", "BYD", 17.0, "additional") in read
    assert ("European Union", "tariff", "SAIC", 35.3, "additional") in read
    assert ("European Union", "tariff", None, 10.0, None) in read


def test_a_duty_that_was_raised() -> None:
    read = brief("美国把对中国电动汽车的关税从25%提高到100%。")
    assert ("United States", "tariff", "China", 100.0) in read
    assert not any(row[3] == 25.0 for row in read)


def test_outlets_by_region_and_level_reached() -> None:
    read = brief("零跑汽车海外网点超过800家，其中欧洲约700家。", "value", "place", "comparator")
    assert ("Leapmotor", "outlets", 800.0, None, ">") in read
    assert ("Leapmotor", "outlets", 700.0, "Europe", "~") in read
    fell = brief("哪吒汽车在泰国的经销商由十几家减少到3家。", "value", "place")
    assert ("Neta", "outlets", 3.0, "Thailand") in fell


def test_presence_in_a_list_of_countries() -> None:
    read = brief("小鹏、零跑汽车也已在英国开卖。广汽集团今年9月进入波兰、葡萄牙和芬兰市场。")
    assert {
        ("XPeng", "presentIn", "United Kingdom", None),
        ("Leapmotor", "presentIn", "United Kingdom", None),
    } <= read
    assert {("GAC", "presentIn", land, None) for land in ("Poland", "Portugal", "Finland")} <= read


def test_models_that_are_to_come() -> None:
    assert ("GAC", "modelsPlanned", None, 10.0) in brief("未来三年，广汽集团要向海外推出10款新车型。")


def test_the_company_is_the_one_the_text_is_about() -> None:
    read = brief(
        "零跑汽车去年交付29.4万辆。零跑汽车与Stellantis合作。\n\n公司今年的销量目标为50万辆。",
        "value",
        "modality",
    )
    assert ("Leapmotor", "sales", 500000.0, "target") in read


def test_questions_and_their_answers() -> None:
    read = brief("问：吉利汽车去年出口多少？\n\n答：全年出口整车41.5万辆，同比增长57%。", "value", "start")
    assert ("Geely", "exports", 415000.0, "2024") in read
    assert ("Geely", "exportsGrowth", 57.0, "2024") in read


def test_a_table_of_deliveries() -> None:
    rows = (
        "| 公司 | 2024年海外销量 | 同比 |\n| --- | --- | --- |\n"
        "| 比亚迪 | 41.7万辆 | +72% |\n| 蔚来 | 1,900辆 | -12% |\n"
    )
    read = brief(f"几家汽车公司的海外销量：\n\n{rows}", "value", "start", "place")
    assert ("BYD", "sales", 417000.0, "2024", "overseas") in read
    assert ("BYD", "salesGrowth", 72.0, "2024", "overseas") in read
    assert ("NIO", "salesGrowth", -12.0, "2024", "overseas") in read


@pytest.mark.parametrize(
    "text",
    [
        "这家汽车企业的现代化车间面向广大大众开放。",
        "汽车销量增长，理想的局面尚未出现，出口10万辆只是几何级数的开始。",
    ],
)
def test_words_that_are_also_names(text: str) -> None:
    named = {value for row in brief(text) for value in row}
    assert not named & {"Hyundai", "Volkswagen Group", "Li Auto", "Geometry"}


def test_stakes_in_a_joint_company_named_ahead() -> None:
    read = brief("海外汽车业务由零跑国际运营，Stellantis持有该合资公司51%的股权，零跑持股49%。")
    owners = {
        (row[0], row[3]) for row in read if row[1] == "ownsStake" and row[2] == "Leapmotor International"
    }
    assert owners == {("Stellantis", 51.0), ("Leapmotor", 49.0)}


def test_who_owns_a_brand_is_not_who_goes_abroad() -> None:
    read = brief("岚图是东风汽车旗下的高端品牌，2022年进入挪威，海外网点180家。")
    assert ("Voyah", "presentIn", "Norway", None) in read
    assert ("Voyah", "outlets", None, 180.0) in read
    assert not any(row[:2] == ("Dongfeng", "presentIn") for row in read)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("岚图汽车全球布局国家达到30个。", 30.0),
        ("福田汽车产品行销130多个国家和地区。", 130.0),
        ("岚图汽车已在欧洲13个国家销售。", None),
    ],
)
def test_in_how_many_countries(text: str, total: float | None) -> None:
    totals = [row[3] for row in brief(text) if row[1] == "countriesPresent"]
    assert totals == ([total] if total else [])


def test_a_brands_sales_land_by_land() -> None:
    text = "国别上，英国是中国品牌汽车最大的市场，8月卖出4.8万辆；西班牙次之，1.1万辆，份额12.6%。"
    read = brief(text, "value", "place")
    assert ("China", "sales", 11000.0, None) in read or ("China", "sales", 11000.0, "Spain") in read
    assert ("China", "marketShare", 12.6, "Spain") in read
    assert not any(row[0] == "Spain" for row in read)


def test_the_drives_of_what_a_countrys_brands_sold() -> None:
    read = brief("8月中国品牌汽车在欧洲销量中，插混占33%，纯电占34%。", "value", "product")
    assert {row for row in read if row[1] == "salesShare"} == {
        ("China", "salesShare", 33.0, "phev"),
        ("China", "salesShare", 34.0, "bev"),
    }


def test_a_partner_of_a_plant_is_not_owned() -> None:
    read = brief("汽车工厂由比亚迪与乌兹别克国有企业UzAuto合资设立，比亚迪占股60%。")
    assert not any(row[1] in ("ownsStake", "subsidiaryOf") for row in read)
