"""Who sells, builds and owns for whom, in sentences whose subjects have to be found by their grammar."""

import pytest

from autoatlas.loaders import extract


def facts_of(tmp_path, text, title="News"):
    path = tmp_path / "article.txt"
    path.write_text(f"title: {title}\ndate: 2025-06-18\n\n{text}\n", encoding="utf-8")
    return [row for frame in extract(path) for row in frame.to_dicts()]


def told(rows, prop):
    return {(row["subject"], row["object"], row["value"]) for row in rows if row["property"] == prop}


@pytest.mark.parametrize(
    ("text", "maker", "firm"),
    [
        (
            "Lindqvist Bil, which already handles Kia in Norway, will import XPeng's cars.",
            "XPeng",
            "Lindqvist Bil",
        ),
        ("BYD has appointed Korhonen Auto as its importer in Finland.", "BYD", "Korhonen Auto"),
        ("In Malta the brand is MG. Its cars are sold by Zammit Motors.", "MG", "Zammit Motors"),
        ("GAC has teamed up with Delgado Motors in Uruguay.", "GAC", "Delgado Motors"),
        ("Geely's distributor in Kuwait is Rashidi Cars.", "Geely", "Rashidi Cars"),
    ],
)
def test_whoever_sells_for_a_maker_works_with_it(tmp_path, text, maker, firm):
    assert (maker, firm, None) in told(facts_of(tmp_path, text), "partnersWith")


def test_one_verb_may_tell_of_several_importers(tmp_path):
    rows = facts_of(
        tmp_path, "BYD is imported by Farrugia Motors, XPeng by Borg Cars and Zeekr by Vella Auto."
    )
    pairs = {(maker, firm) for maker, firm, _ in told(rows, "partnersWith")}
    assert pairs == {("BYD", "Farrugia Motors"), ("XPeng", "Borg Cars"), ("Zeekr", "Vella Auto")}


def test_a_former_partner_is_none(tmp_path):
    assert not told(
        facts_of(tmp_path, "Ruiz Motors, Chery's former importer, sells boats today."), "partnersWith"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Proton Adria, a 60:40 joint venture of Geely and Kovac Group, builds vans.",
        "Proton Adria, which builds vans, belongs to Geely (60 per cent) and Kovac Group (40 per cent).",
        "Proton Adria has two shareholders. Geely holds 60 per cent and Kovac Group the remaining 40 per cent.",
        "| Company | Owners |\n| --- | --- |\n| Proton Adria | Geely 60%, Kovac Group 40% |",
    ],
)
def test_who_holds_a_share_is_found_in_every_form(tmp_path, text):
    stakes = told(facts_of(tmp_path, text), "ownsStake")
    assert {(owner, share) for owner, _, share in stakes} == {("Geely", 60.0), ("Kovac Group", 40.0)}


@pytest.mark.parametrize(
    ("title", "text", "levier"),
    [
        (
            "Letter from Recife",
            "Brazilians wait. Since May electric cars from abroad have been charged 25%.",
            "Brazil",
        ),
        ("News", "Turkey followed. Since May it has charged an extra 40% on cars from China.", "Turkey"),
    ],
)
def test_a_duty_belongs_to_the_country_that_is_reported_on(tmp_path, title, text, levier):
    assert {row["subject"] for row in facts_of(tmp_path, text, title) if row["property"] == "tariff"} == {
        levier
    }


def test_dealers_of_an_importer_are_those_of_the_maker(tmp_path):
    rows = facts_of(
        tmp_path, "Lindqvist Bil imports XPeng's cars into Norway. It has a network of 18 dealers."
    )
    assert told(rows, "outlets") == {("XPeng", None, 18.0)}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("XPeng is present in 40 countries, among them Sweden and Israel.", "Israel"),
        ("Zeekr, which has been available in Ireland since January, is doing well.", "Ireland"),
        ("In Chile its cars have been sold since 2021, says BYD, which entered Peru last year.", "Peru"),
        ("Denmark is the next market for Nio.", "Denmark"),
    ],
)
def test_presence_is_told_in_many_ways(tmp_path, text, country):
    assert country in {where for _, where, _ in told(facts_of(tmp_path, text), "presentIn")}


def test_vehicles_in_use_are_no_sales(tmp_path):
    rows = facts_of(tmp_path, "At the end of 2024 some 65,000 electric cars were on Israel's roads.")
    assert told(rows, "vehicleStock") == {("Israel", None, 65000.0)}
    assert not told(rows, "sales")
