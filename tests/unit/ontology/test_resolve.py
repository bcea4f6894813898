"""Names become entities, and never by a guess."""

import polars as pl
import pytest

from autoatlas.ontology.errors import UnknownEntity
from autoatlas.ontology.registry import registry

KNOWN = registry()


@pytest.mark.parametrize(
    ("name", "label", "how"),
    [
        ("Changan", "Changan", "exact"),
        ("GWM", "Great Wall Motor", "exact"),
        ("比亚迪", "BYD", "exact"),
        ("上汽通用五菱", "SAIC-GM-Wuling", "exact"),
        ("Türkiye", "Turkey", "exact"),
        ("Viet Nam", "Vietnam", "exact"),
        ("Korea, Republic of", "South Korea", "exact"),
        ("Côte d’Ivoire", "Ivory Coast", "exact"),
        ("Chinese", "China", "exact"),
        ("OTA software upgrades", "OTA updates", "exact"),
        ("great wall motors", "Great Wall Motor", "normalised"),
        ("BYD Co., Ltd.", "BYD", "normalised"),
        ("比亚迪股份有限公司", "BYD", "normalised"),
        ("Great Wall Automobile", "Great Wall Motor", "normalised"),
        ("PT Handal Indonesia Motor Tbk", "Handal Indonesia Motor", "normalised"),
        ("the Netherlands", "Netherlands", "normalised"),
        ("Omoda and Jaecoo", "Omoda & Jaecoo", "exact"),
        ("Lynk&co", "Lynk & Co", "normalised"),
        ("Skoda", "Škoda", "exact"),
        ("Camacari", "Camaçari", "exact"),
        ("Rayong Province", "Rayong", "normalised"),
        ("City of Szeged", "Szeged", "normalised"),
        ("合肥市", "Hefei", "normalised"),
        ("SOUTH EAST ASIA", "Southeast Asia", "normalised"),
        ("XPENG P7 PLUS", "XPeng P7+", "normalised"),
        ("Volkswagon", "Volkswagen Group", "fuzzy"),
        ("Mitsubichi", "Mitsubishi", "fuzzy"),
        ("Leapmottor", "Leapmotor", "fuzzy"),
        ("Indonessia", "Indonesia", "fuzzy"),
    ],
)
def test_spellings_of_one_name(name: str, label: str, how: str) -> None:
    found = KNOWN.resolve(name)
    assert (found.label, found.how) == (label, how)
    assert found.iri == KNOWN.entity(label).iri


@pytest.mark.parametrize(
    "name",
    [
        "Dongfang Motor",  # one letter from Dongfeng, and another company
        "Changhe Aircraft",
        "Asia Automobile",  # neither Asia nor Asia Motors
        "General",
        "Thailan Motors",  # a company is not a country with a slip of the pen
        "Slovekia",
        "Austrlia",  # as near to Austria as to Australia
        "Haval F9",  # another number is another model
        "Deepal S06",
        "Haval F7xx",
        "Dongfeng Shine GT",  # a word more is another thing
        "Renault Korea Services",
        "Nowhere Motors",
        "Zhang San",
        "奇端汽车",
        "",
        "!!!",
    ],
)
def test_what_is_not_known_stays_new(name: str) -> None:
    found = KNOWN.resolve(name)
    assert (found.label, found.cls, found.how, found.iri) == (name, None, "new", None)


def test_new_names_keep_the_class_asked_for_and_offer_the_nearest() -> None:
    found = KNOWN.resolve("Changhan", "Automaker")
    assert (found.label, found.cls) in {("Changhan", "Automaker"), ("Changan", "Automaker")}
    far = KNOWN.resolve("Bejaing Motor Works", "Automaker")
    assert (far.cls, far.how) == ("Automaker", "new")
    assert KNOWN.resolve("Geelly Motors", "Automaker").candidates[0] == "Geely"


@pytest.mark.parametrize(
    ("name", "cls", "label"),
    [
        ("Seal", "Model", "BYD Seal"),
        ("Great Wall", "Automaker", "Great Wall Motor"),
        ("长城", "Automaker", "Great Wall Motor"),
        ("Galaxy", "Brand", "Geely Galaxy"),
        ("CP", "Organization", "Charoen Pokphand Group"),
        ("KAMA", "Organization", "KAMA"),
    ],
)
def test_a_weak_name_needs_a_class(name: str, cls: str, label: str) -> None:
    if name != label:
        bare = KNOWN.resolve(name)
        assert (bare.how, bare.ambiguous) == ("new", True)
        assert label in bare.candidates
    assert KNOWN.resolve(name, cls).label == label


def test_a_weak_name_needs_a_context() -> None:
    assert KNOWN.resolve("Seal", context={"BYD"}).label == "BYD Seal"
    assert KNOWN.resolve("Seal", context={"Toyota"}).how == "new"
    assert KNOWN.resolve("C5", "Model", context={"Omoda"}).label == "Omoda 5"
    assert KNOWN.resolve("E5", "Model", context={"Hongqi"}).how == "new"


def test_namesakes_are_told_apart_by_class() -> None:
    assert KNOWN.resolve("Georgia").ambiguous
    country, state = KNOWN.resolve("Georgia", "Country"), KNOWN.resolve("Georgia", "Place")
    assert country.iri != state.iri
    assert KNOWN.resolve("Georgia", ("Place", "Country"), context={"United States"}).cls == "Place"


def test_a_label_as_written_is_enough_even_if_weak() -> None:
    assert KNOWN.resolve("Tank").label == "Tank"
    assert KNOWN.resolve("MG").label == "MG"


def test_companies_are_found_under_a_neighbouring_class() -> None:
    assert KNOWN.resolve("Geely", "Brand")[:2] == ("Geely", "Brand")
    assert KNOWN.resolve("Geely", "Brand").iri == KNOWN.resolve("Geely", "Automaker").iri
    assert KNOWN.resolve("Comexport", "Automaker")[:2] == ("Comexport", "Organization")
    assert KNOWN.resolve("Singapore", "Place")[:2] == ("Singapore", "Country")
    assert KNOWN.resolve("Rayong", "Automaker").how == "new"
    assert KNOWN.resolve("Haval H6", "Country").how == "new"


def test_codes_are_names_of_countries_only() -> None:
    assert KNOWN.resolve("THA", "Country").label == "Thailand"
    assert KNOWN.resolve("TH", "Country").label == "Thailand"
    assert KNOWN.resolve("THA").how == "new"
    assert KNOWN.country_by_code("XK") is KNOWN.entity("Kosovo")
    assert KNOWN.country_by_code("ZZ") is None
    # the United States with Puerto Rico, in trade statistics
    assert KNOWN.country_by_code(842) is KNOWN.entity("United States")


def test_adjectives_name_their_country_unless_shared() -> None:
    assert KNOWN.country_of_demonym("Hungarian") == "Hungary"
    assert KNOWN.country_of_demonym("Korean") == "South Korea"
    assert KNOWN.country_of_demonym("Congolese") is None
    assert KNOWN.country_of_demonym("Martian") is None


def test_regions_have_their_members() -> None:
    assert len(KNOWN.members("European Union")) == 27
    assert "Thailand" in KNOWN.members("ASEAN") & KNOWN.members("Southeast Asia")
    assert "Mexico" in KNOWN.members("Latin America") & KNOWN.members("North America")
    assert "Europe" not in KNOWN.members("World")
    assert "Hungary" in KNOWN.members("World")
    assert {"Europe", "European Union"} <= set(KNOWN.regions_of("Hungary"))
    assert KNOWN.members("overseas") == frozenset()


def test_who_belongs_to_whom() -> None:
    assert KNOWN.parent("Voyah") == ("brandOf", "Dongfeng")
    assert KNOWN.parent("GAC Aion") == ("subsidiaryOf", "GAC")
    assert KNOWN.parent("BYD") is None
    assert {"Haval", "Ora", "Tank", "Wey"} <= {entity.label for entity in KNOWN.children("Great Wall Motor")}
    assert KNOWN.home_of("BYD Dolphin") == "China"
    with pytest.raises(UnknownEntity, match="Volkswagen Group"):
        KNOWN.entity("Volkswagon")


def test_a_column_resolves_row_by_row_with_gaps() -> None:
    names = pl.Series(["GWM", None, "比亚迪", "GWM", "Nowhere Motors", "Seal"])
    kinds = pl.Series(["Automaker", "Automaker", "Automaker", None, "Automaker", "Model"])
    found = KNOWN.resolve_column(names, kinds)
    assert found["name"].to_list() == names.to_list()
    assert found["label"].to_list() == [
        "Great Wall Motor",
        None,
        "BYD",
        "Great Wall Motor",
        "Nowhere Motors",
        "BYD Seal",
    ]
    assert found["how"].to_list() == ["exact", None, "exact", "exact", "new", "exact"]
    assert found["iri"].null_count() == 2
    alone = KNOWN.resolve_column(pl.Series(["TH", "Thailand", "Siam"]), "Country")
    assert alone["label"].unique().to_list() == ["Thailand"]


def test_an_empty_column_keeps_its_shape() -> None:
    found = KNOWN.resolve_column(pl.Series([], dtype=pl.String))
    assert found.height == 0
    assert found.columns == ["name", "label", "cls", "how", "iri", "candidates", "ambiguous"]


def test_people_have_both_scripts() -> None:
    people = {(person.alias, person.label) for person in KNOWN.people()}
    assert ("朱华荣", "Zhu Huarong") in people
    assert ("Zhu Huarong", "Zhu Huarong") in people
