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


def test_the_venture_that_runs_a_plant_comes_before_its_owners() -> None:
    read = brief(
        "国轩高科与VinES在越南河静合资建设的电池工厂由合资公司VinES-Gotion运营，其中国轩高科持股51%。工厂年产能5GWh。"
    )
    assert ("VinES-Gotion", "operates", "VinES-Gotion Ha Tinh battery plant", None) in read
    assert ("VinES-Gotion Ha Tinh battery plant", "annualCapacity", None, 5.0) in read
    assert ("Gotion", "ownsStake", "VinES-Gotion", 51.0) in read


def test_the_latter_buys_into_a_company() -> None:
    read = brief("雷诺与吉利签署合作协议，后者入股雷诺韩国，持股34.02%。")
    assert ("Geely", "ownsStake", "Renault Korea", 34.02) in read


def test_an_old_rate_is_not_the_rate() -> None:
    read = brief(
        "巴西从7月起把纯电动汽车进口关税税率从10%调至18%。墨西哥将对中国汽车的进口关税由20%提高到50%。"
    )
    assert {row[3] for row in read if row[1] == "tariff"} == {18.0, 50.0}


def test_a_month_ahead_of_electric_cars_is_its_period() -> None:
    read = brief("泰国8月电动汽车注册量为7100辆，中国品牌占比过半，比亚迪占四成。", "value", "start")
    assert ("Thailand", "sales", 7100.0, "2025-08") in read
    assert ("China", "marketShare", 50.0, "2025-08") in read
    assert ("BYD", "marketShare", 40.0, "2025-08") in read


def test_a_capacity_of_many_companies_is_nobodys() -> None:
    read = brief("泰国已批准长安汽车、奇瑞等18家企业的电动汽车生产项目，总产能每年近60万辆。")
    assert not any(row[1] == "annualCapacity" for row in read)


def test_a_count_behind_two_kinds_of_counts_is_left_out() -> None:
    read = brief("10月，奇瑞汽车销售28万辆，出口12万辆。新能源汽车11万辆。")
    assert {row[3] for row in read if row[1] in ("sales", "exports")} == {280000.0, 120000.0}


def test_markets_listed_ahead_of_their_figures() -> None:
    read = brief(
        "今年前10个月，俄罗斯、墨西哥是中国汽车出口前两大市场，分别为45.1万和46.9万辆。", "value", "place"
    )
    assert ("China", "exports", 451000.0, "Russia") in read
    assert ("China", "exports", 469000.0, "Mexico") in read


def test_a_customer_of_a_battery_maker_does_not_run_its_plant() -> None:
    read = brief(
        "宁德时代的德国图林根电池工厂已投产，客户是宝马等车企，宝马早就下了大单。\n\n"
        "宁德时代还看上了匈牙利。公司宣布在德布勒森建设电池工厂，年产能100GWh。"
    )
    assert ("CATL", "operates", "CATL Debrecen battery plant", None) in read
    assert not any(row[0] == "BMW" for row in read)


def test_behind_the_brands_the_text_goes_on_about_the_company() -> None:
    read = brief(
        "吉利汽车10月销量30.7万辆，其中银河品牌12.7万辆，领克4.1万辆，极氪2.1万辆。出口4.2万辆，同比增长11%。"
    )
    assert ("Geely", "exports", None, 42000.0) in read
    assert ("Zeekr", "sales", None, 21000.0) in read


def test_that_country_is_the_one_spoken_of() -> None:
    read = brief(
        "据乌兹别克斯坦汽车协会消息，今年1—2月，该国进口汽车9800辆，其中来自中国的8100辆。", "value", "place"
    )
    assert ("Uzbekistan", "imports", 9800.0, None) in read
    assert ("Uzbekistan", "imports", 8100.0, "China") in read


def test_what_a_plant_builds_is_not_its_brands() -> None:
    read = brief("阿尔及利亚提亚雷特的菲亚特工厂由Stellantis运营，2024年生产1.8万辆。")
    assert ("Stellantis Tiaret plant", "production", None, 18000.0) in read


def test_a_town_that_is_not_known_gives_no_label() -> None:
    assert not brief("五菱汽车印尼贝尔卡洛工厂2017年7月投产，年产能12万辆。")


def test_the_growth_of_a_profit_is_not_that_of_sales() -> None:
    read = brief("长城汽车10月销量14.3万辆，净利润6.3亿元，后者下降一成。")
    assert not any(row[1] == "salesGrowth" for row in read)


def test_the_commission_levies_for_the_union() -> None:
    text = "奇瑞汽车在西班牙造车。欧盟委员会6月12日披露，拟对中国电动汽车加征反补贴税，比亚迪17.4%。"
    assert ("European Union", "tariff", "BYD", 17.4) in brief(text)


def test_who_had_a_plant_before_neither_runs_nor_closes_it() -> None:
    read = brief("奇瑞汽车在西班牙巴塞罗那的前日产工厂造车。该厂2021年12月被日产关闭，占地50万平方米。")
    assert ("Chery Barcelona plant", "siteArea", None, 500000.0) in read
    assert not any(row[0] == "Nissan" or row[1] == "closed" for row in read)


def test_a_plant_stands_where_its_stone_was_laid() -> None:
    read = brief("VinFast的印度工厂去年2月25日在泰米尔纳德邦杜蒂戈林奠基，投资5亿美元。")
    assert ("VinFast Thoothukudi plant", "investment", None, 500000000.0) in read


def test_a_duty_has_the_day_when_it_comes_into_force() -> None:
    read = brief("土耳其对自中国进口的汽车加征40%的关税，去年7月7日生效。", "object", "start")
    assert ("Turkey", "tariff", "China", "2024-07-07") in read


def test_the_builder_is_told_in_the_next_sentence() -> None:
    read = brief(
        "11月18日，越南河静省，一座电池工厂破土动工。建设方是国轩高科与VinES的合资公司VinES-Gotion。"
        "这是越南第一座磷酸铁锂电池工厂，占地14万平方米。",
        "object",
        "start",
        "value",
    )
    assert ("VinES-Gotion", "operates", "VinES-Gotion Ha Tinh battery plant", None, None) in read
    assert ("VinES-Gotion Ha Tinh battery plant", "groundbreaking", None, "2025-11-18", None) in read
    assert ("VinES-Gotion Ha Tinh battery plant", "siteArea", None, None, 140000.0) in read
    assert not any(str(row[0]).startswith("Gotion Ha") for row in read)


def test_brands_that_are_a_companys() -> None:
    read = brief("哈弗、魏牌是长城的两个乘用车品牌。领克和极氪也都是吉利的品牌。汽车卖得好。")
    assert ("Haval", "brandOf", "Great Wall Motor", None) in read
    assert ("Zeekr", "brandOf", "Geely", None) in read


def test_the_place_of_a_dateline_is_not_a_plants() -> None:
    read = brief("圣保罗消息　江淮汽车在巴西建厂的谈判尚无结论。奇瑞汽车的巴西工厂年产能10万辆。")
    assert {row[0] for row in read} == {"Chery", "Chery Brazil plant"}


def test_what_the_clause_before_dates_to_the_future_is_planned() -> None:
    read = brief(
        "比亚迪的巴西卡马萨里工厂以SKD方式组装汽车，2026年7月起转为全工艺制造，本地化率达到50%。",
        "object",
        "modality",
    )
    assert ("BYD Camaçari plant", "assemblyMode", "SKD", "actual") in read
    assert ("BYD Camaçari plant", "assemblyMode", "full", "planned") in read
    assert ("BYD Camaçari plant", "localContent", None, "planned") in read


def test_a_purchase_that_fell_through_is_none() -> None:
    read = brief("长城收购通用汽车印度塔莱冈工厂的计划2022年6月作罢。")
    assert not any(row[1] == "acquires" for row in read)


def test_a_model_is_launched_by_its_maker() -> None:
    read = brief("吉利汽车持有雷诺巴西26.4%的股权，EX5已于7月上市。")
    assert ("Geely", "launches", "Geely EX5", None) in read


def test_a_second_product_has_its_own_duty() -> None:
    read = brief("巴西电动汽车进口关税7月1日起由18%升至25%，插混由20%升至28%。", "product", "value")
    assert {row[2:] for row in read if row[1] == "tariff"} == {("bev", 25.0), ("phev", 28.0)}


def test_within_the_year_is_the_year_of_the_text() -> None:
    read = brief("奇瑞汽车2021年关停了老厂。奇瑞年内计划生产5万辆汽车。", "value", "start")
    assert ("Chery", "production", 50000.0, "2025") in read


def test_a_sheet_of_a_plant() -> None:
    read = brief(
        "长安汽车泰国工厂要点：\n\n- 地点：罗勇府；\n- 投资：100亿泰铢；\n- 投产：2025年5月16日；\n"
        "- 员工：现有1400人，满产后2000人。",
        "value",
        "start",
    )
    label = "Changan Rayong plant"
    assert (label, "investment", 1e10, None) in read
    assert (label, "productionStart", None, "2025-05-16") in read
    assert (label, "employees", 2000.0, None) in read


def test_the_heading_over_a_table_gives_its_period() -> None:
    read = brief(
        "# 上半年汽车出口\n\n| 企业 | 出口量（万辆） |\n|---|---|\n| 奇瑞 | 55.0 |\n| 上汽 | 43.5 |\n",
        "value",
        "start",
    )
    assert ("Chery", "exports", 550000.0, "2025-01") in read


def test_no_plan_to_work_together_is_no_partnership() -> None:
    assert not brief("戴姆勒卡车与宇通没有合作计划，大众汽车也无在墨西哥建厂的打算。")


def test_a_town_named_for_a_day_is_no_date() -> None:
    read = brief("吉利汽车在埃及的组装厂1月29日在吉萨省十月六日城投产。", "start")
    assert {row[2] for row in read if row[1] == "productionStart"} == {"2025-01-29"}


def test_markets_still_to_be_entered_are_no_presence() -> None:
    read = brief("极氪汽车去年登陆瑞典、荷兰，今年要进军德国等6国。奇瑞上一次进入越南是2009年，两年后退出。")
    assert {row[2] for row in read if row[1] == "presentIn"} == {"Sweden", "Netherlands"}
    assert not any(row[1] == "countriesPresent" for row in read)


def test_last_years_figure_behind_an_aim_is_none() -> None:
    read = brief("比亚迪今年在墨西哥的汽车销售目标为5万辆，去年售出约1.5万辆。", "value", "modality")
    assert ("BYD", "sales", 50000.0, "target") in read
    assert ("BYD", "sales", 15000.0, "actual") in read


def test_a_year_told_with_the_turnover_holds_for_the_deliveries() -> None:
    read = brief("理想汽车2023年营业总收入1238.5亿元，交付37.6万辆。", "value", "start")
    assert ("Li Auto", "sales", 376000.0, "2023") in read


def test_plants_of_several_makers_in_one_word_are_no_ones() -> None:
    read = brief("福特、通用和Stellantis的墨西哥工厂去年共生产汽车150万辆。")
    assert not any(row[1] in ("operates", "locatedIn") for row in read)


def test_two_plants_of_one_clause_keep_their_towns() -> None:
    read = brief("本田汽车把泰国大城府工厂并入巴真府工厂。")
    assert ("Honda Ayutthaya plant", "locatedIn", "Prachinburi", None) not in read
    assert ("Honda", "operates", "Honda Prachinburi plant", None) in read


def test_a_paragraph_that_opens_with_its_market() -> None:
    read = brief("俄罗斯市场：去年新车销量157.1万辆，同比增长48%。奇瑞卖出32万辆。", "value", "place")
    assert ("Russia", "sales", 1571000.0, None) in read
    assert ("Chery", "sales", 320000.0, "Russia") in read


def test_a_model_built_by_a_host_makes_its_own_maker_the_partner() -> None:
    read = brief("领克的汽车出自余姚。极星4由雷诺韩国釜山工厂代工。")
    assert ("Polestar", "partnersWith", "Renault Korea", None) in read
    assert not any(row[0] == "Lynk & Co" and row[1] == "partnersWith" for row in read)


def test_what_is_still_to_be_entered_is_no_presence() -> None:
    read = brief("深蓝汽车明年三季度进入南非，长安已重返南非市场。")
    assert {row[0] for row in read if row[1] == "presentIn"} == {"Changan"}


def test_a_sum_ahead_of_the_plant_is_the_plants_in_both_currencies() -> None:
    read = brief(
        "长安汽车将投资98亿泰铢（约合19.6亿元人民币），在泰国罗勇府建设其首个海外生产基地。", "value", "unit"
    )
    assert ("Changan Rayong plant", "investment", 9.8e9, "THB") in read
    assert ("Changan Rayong plant", "investment", 1.96e9, "CNY") in read


def test_what_was_put_together_last_year_is_no_capacity() -> None:
    read = brief("阿鲁尔公司位于哈萨克斯坦科斯塔奈的工厂去年组装汽车9.1万辆。")
    assert ("Allur Kostanay plant", "production", None, 91000.0) in read
    assert not any(row[1] == "annualCapacity" for row in read)


def test_who_holds_the_rest_does_not_run_the_plant() -> None:
    read = brief(
        "比亚迪汽车在乌兹别克斯坦有一家合资公司，比亚迪占六成，UzAuto占四成。工厂设在吉扎克，原计划今年10月投产。"
    )
    assert ("BYD", "operates", "BYD Jizzakh plant", None) in read
    assert not any(row[1] == "productionStart" for row in read)


def test_a_further_plant_is_not_the_first() -> None:
    read = brief(
        "阿鲁尔位于哈萨克斯坦科斯塔奈的汽车工厂有3000名员工。阿鲁尔计划投资1200亿坚戈再建一厂，年产能7万辆。"
    )
    assert ("Allur Kostanay plant", "annualCapacity", None, 70000.0) not in read
    assert ("Allur Kostanay plant", "investment", None, 1.2e11) not in read


def test_a_rumour_that_is_called_untrue_is_no_plant() -> None:
    assert not brief("媒体称，柳汽汽车将在摩洛哥建组装厂，公司回应：消息不实。")


def test_plants_at_home_are_not_abroad() -> None:
    read = brief("比亚迪汽车在日本有66家门店。它将推出轻型电动车，由国内工厂生产后出口。")
    assert not any(row[1] == "operates" for row in read)


def test_an_estate_with_its_owners_name_is_a_place() -> None:
    read = brief(
        "上汽集团与泰国正大集团合资成立上汽正大，上汽持股51%。2017年，位于春武里府WHA工业园的新厂投产，年产能10万辆。"
    )
    assert ("SAIC Motor-CP", "operates", "SAIC Motor-CP Chonburi plant", None) in read


def test_the_start_that_is_fixed_for_a_later_day_is_planned() -> None:
    read = brief("上汽通用五菱在埃及的汽车工厂年产2.5万辆，正式投产定于明年一季度。", "start", "modality")
    assert {row[2:] for row in read if row[1] == "productionStart"} == {("2026-01", "planned")}


def test_the_former_and_the_latter_of_two_that_a_list_names() -> None:
    read = brief(
        "北伏的电池项目前途难料。远景动力、宁德时代等厂商则按部就班：前者在英国桑德兰的工厂2026年投产，"
        "后者在德国图林根的工厂年产能14GWh。"
    )
    assert ("AESC", "operates", "AESC Sunderland battery plant", None) in read
    assert ("CATL Thuringia battery plant", "annualCapacity", None, 14.0) in read


def test_another_country_is_another_plant() -> None:
    read = brief(
        "吉利汽车将在越南太平省建年产7.5万辆的组装厂，2026年动工。印尼方面，CKD组装的伙伴是Handal。",
        "object",
        "modality",
    )
    assert ("Geely", "operates", "Geely Thai Binh plant", "planned") in read
    assert not any(row[1] == "assemblyMode" for row in read)


def test_whose_kits_a_plant_builds_does_not_run_it() -> None:
    read = brief("意大利DR集团已用奇瑞和江淮散件在马基亚迪塞尔尼亚的汽车工厂组装汽车，年产能5万辆。")
    assert {row[0] for row in read if row[1] == "operates"} == {"DR Automobiles"}


def test_cars_of_a_country_among_imports() -> None:
    read = brief("吉尔吉斯斯坦前9个月进口汽车8.6万辆，其中中国车3.1万辆，韩国车占两成。", "value", "place")
    assert ("Kyrgyzstan", "imports", 31000.0, "China") in read
    assert not any(row[1] == "marketShare" for row in read)


def test_an_association_cited_speaks_for_its_country() -> None:
    read = brief(
        "据澳大利亚联邦汽车工业商会（FCAI），10月新车销量9.7万辆，名爵3400辆。比亚迪今年计划开店100家。奇瑞10月售出1899辆。"
        "中国产汽车占市场的17%。",
        "value",
        "place",
        "start",
    )
    assert ("Australia", "sales", 97000.0, None, "2025-10") in read
    assert ("MG", "sales", 3400.0, "Australia", "2025-10") in read
    assert ("Chery", "sales", 1899.0, "Australia", "2025-10") in read
    assert ("China", "marketShare", 17.0, "Australia", None) in read


def test_a_duty_that_might_come_is_none() -> None:
    assert not brief("若美国对墨西哥产汽车加征25%的关税，起亚汽车不排除把生产转往韩国。")


def test_who_puts_a_brands_kits_together_runs_the_plant() -> None:
    read = brief("埃塞俄比亚的Belayneh Kindie集团用散件组装金龙客车，工厂在德卜勒伯尔汉，年产能1000辆。")
    assert not any(row[0] == "King Long" and row[1] == "operates" for row in read)
