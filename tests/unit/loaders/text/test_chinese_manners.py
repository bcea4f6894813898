"""Chinese articles in other manners: questions and answers, chronicles, joint companies, hosts."""

from autoatlas.loaders.document import document_from_text
from autoatlas.loaders.text.reader import read_facts
from autoatlas.ontology.terms import Fact

HEAD = "title: 测试\nurl: https://example.org/zh\ndate: 2025-09-15\n\n"


def facts(text: str) -> list[Fact]:
    return read_facts(document_from_text(HEAD + text))


def told(text: str) -> set[tuple[object, ...]]:
    return {(fact.subject, fact.property, fact.object or fact.value) for fact in facts(text)}


def test_an_answer_goes_on_about_what_was_asked() -> None:
    text = (
        "记者：奇瑞汽车去年在海外卖了多少辆？\n孙明：112万辆，增长21%。今年的目标是130万辆。\n"
        "记者：现在进入了多少国家？\n孙明：有一百一十个，网点3,000家。"
    )
    read = told(text)
    assert {
        ("Chery", "sales", 1120000.0),
        ("Chery", "salesGrowth", 21.0),
        ("Chery", "sales", 1300000.0),
        ("Chery", "countriesPresent", 110.0),
        ("Chery", "outlets", 3000.0),
    } <= read
    assert {fact.place for fact in facts(text) if fact.property == "sales"} == {"overseas"}


def test_a_plant_that_was_asked_for_is_spoken_of_in_the_answers() -> None:
    read = told(
        "问：比亚迪在欧洲的乘用车工厂建在哪里？\n答：在匈牙利南部的塞格德，占地300公顷。\n"
        "问：能造多少车，要招多少人？\n答：年产能先是15万辆，员工最终会达到1万人。"
    )
    plant = "BYD Szeged plant"
    assert {
        ("BYD", "operates", plant),
        (plant, "siteArea", 3000000.0),
        (plant, "annualCapacity", 150000.0),
        (plant, "employees", 10000.0),
    } <= read


def test_the_date_of_an_entry_dates_what_it_tells() -> None:
    read = facts(
        "2023年2月6日：长城汽车同州政府签约，宣布在泰国罗勇建设电池工厂。\n"
        "2024年1月9日：长城汽车在罗勇的电池工厂动工。\n"
    )
    dated = {fact.property: fact.start for fact in read if fact.start}
    assert dated == {"announced": "2023-02-06", "groundbreaking": "2024-01-09"}


def test_a_joint_company_its_owners_and_its_plant() -> None:
    read = told(
        "在泰国，上汽集团和正大集团办了合资公司上汽正大，正大占49%，上汽占51%。它在春武里府的工厂2017年投产，年产能10万辆。"
    )
    assert {
        ("Charoen Pokphand Group", "ownsStake", "SAIC Motor-CP"),
        ("SAIC", "ownsStake", "SAIC Motor-CP"),
        ("SAIC Motor-CP", "operates", "SAIC Motor-CP Chonburi plant"),
        ("SAIC Motor-CP Chonburi plant", "annualCapacity", 100000.0),
    } <= read


def test_a_host_with_its_name_in_a_bracket_runs_the_plant() -> None:
    read = told("在墨西哥，江淮的车由当地的大山汽车（Monte Motors）代工，工厂在伊达尔戈州的萨阿贡城。")
    plant = "Monte Motors Ciudad Sahagún plant"
    assert {
        ("Monte Motors", "operates", plant),
        (plant, "produces", "JAC"),
        (plant, "assemblyMode", "contract"),
        ("JAC", "partnersWith", "Monte Motors"),
    } <= read
    assert not any(fact[0] == "JAC" and fact[1] == "operates" for fact in read)


def test_a_plant_belongs_to_who_is_said_to_own_it() -> None:
    read = told("零跑国际将在西班牙萨拉戈萨的工厂组装B10，明年投产。这座工厂属于Stellantis，现有员工5000人。")
    plant = "Stellantis Zaragoza plant"
    assert {("Stellantis", "operates", plant), (plant, "produces", "Leapmotor B10")} <= read
    assert (plant, "employees", 5000.0) in read
    assert not any(fact[1] == "productionStart" for fact in read)


def test_another_plant_of_one_maker_is_told_apart() -> None:
    read = told(
        "国轩高科在美国伊利诺伊州的电池工厂2023年动工。在欧洲，国轩已有一座电池工厂，设在德国哥廷根，年产能5吉瓦时。"
    )
    assert ("Gotion Göttingen battery plant", "annualCapacity", 5.0) in read
    assert not any(fact[1] == "annualCapacity" and "Illinois" in str(fact[0]) for fact in read)


def test_who_speaks_in_a_town_builds_nothing_there() -> None:
    read = told("马斯克在柏林宣布，特斯拉的欧洲工厂选在德国勃兰登堡州的格林海德。")
    assert ("Tesla Grünheide plant", "locatedIn", "Brandenburg") in read
    assert not any(fact[2] == "Berlin" for fact in read)


def test_a_duty_on_one_maker_is_on_top() -> None:
    read = facts("欧盟对中国电动车加征反补贴税已满一年。税率因企业而异：比亚迪17%，吉利18.8%。")
    assert {(fact.object, fact.value, fact.basis) for fact in read if fact.property == "tariff"} == {
        ("BYD", 17.0, "additional"),
        ("Geely", 18.8, "additional"),
    }


def test_shares_with_their_owners_behind_them() -> None:
    read = told("领克的50%股份归极氪所有，另外两成由吉利持有，其余三成属于沃尔沃汽车。")
    assert {(fact[0], fact[1]) for fact in read} >= {
        ("Zeekr", "ownsStake"),
        ("Geely", "ownsStake"),
        ("Volvo", "ownsStake"),
    }


def test_a_shift_that_ends_is_no_plan_given_up() -> None:
    read = told("福特在豪登省锡尔弗顿的工厂已取消一个班次，年产能20万辆。")
    assert ("Ford Silverton plant", "annualCapacity", 200000.0) in read
    assert not any(fact[1] == "cancelled" for fact in read)


def test_a_rate_in_a_bracket_belongs_to_the_count_in_it() -> None:
    read = told("8月中国出口前三名是奇瑞（12.9万辆，+32%）、比亚迪（8.1万辆，+146%）和上汽（8.0万辆，-5%）。")
    assert {
        ("Chery", "exportsGrowth", 32.0),
        ("BYD", "exportsGrowth", 146.0),
        ("SAIC", "exportsGrowth", -5.0),
    } <= read


def test_plants_that_are_told_one_by_one() -> None:
    read = told("丰田在巴西有两座汽车厂，一座在圣保罗州索罗卡巴，一座在波多雷亚尔。")
    assert {fact[2] for fact in read if fact[1] == "operates"} == {
        "Toyota Sorocaba plant",
        "Toyota Porto Real plant",
    }


def test_what_a_rule_asks_of_all_is_nobody_s_local_content() -> None:
    read = told("比亚迪去年在印尼卖出1.5万辆车。按照规定，车企必须本地生产，国产化率2026年要达到40%。")
    assert not any(fact[1] == "localContent" for fact in read)


def test_a_question_about_a_market_is_answered_with_its_figures() -> None:
    read = told("比亚迪进入了印尼。\n问：去年印尼卖了多少电动车？\n答：4.3万辆。比亚迪卖出1.5万辆。")
    assert {("Indonesia", "sales", 43000.0), ("BYD", "sales", 15000.0)} <= read


def test_a_text_that_ends_in_an_empty_bullet_is_read_like_another() -> None:
    text = "- 比亚迪在匈牙利塞格德的工厂年产能为15万辆，员工1万人。"
    assert told(f"{text}\n- ") == told(text) != set()
