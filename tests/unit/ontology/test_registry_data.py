"""The shipped files of entities hold together."""

import re
from collections import defaultdict

import pytest

from autoatlas.ontology.countries import countries_csv
from autoatlas.ontology.entity_files import ENTITIES
from autoatlas.ontology.names import key
from autoatlas.ontology.registry import Registry, registry
from autoatlas.ontology.terms import CLASSES

KNOWN = registry()
COMPANIES = {"Automaker", "Brand", "Organization"}


def test_every_class_is_one_of_the_vocabulary() -> None:
    odd = {
        (entity.label, cls) for entity in KNOWN for cls in (entity.cls, *entity.also) if cls not in CLASSES
    }
    assert odd == set()


def test_no_two_entities_share_label_and_class() -> None:
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for entity in KNOWN:
        for cls in {entity.cls, *entity.also}:
            seen[entity.label, cls] += 1
    assert [pair for pair, count in seen.items() if count > 1] == []


def test_no_two_entities_share_an_iri() -> None:
    iris = [entity.iri for entity in KNOWN]
    assert len(iris) == len(set(iris))


def test_a_name_of_two_entities_is_declared_weak_in_all_but_one() -> None:
    owners: dict[str, dict[tuple[str, str], bool]] = defaultdict(dict)
    for alias in KNOWN.aliases():
        strong = not alias.weak and alias.kind != "adjective"
        entity = (alias.label, alias.cls)
        owners[alias.alias][entity] = owners[alias.alias].get(entity, False) or strong
    shared = {name: [who for who, strong in found.items() if strong] for name, found in owners.items()}
    assert {name: who for name, who in shared.items() if len(who) > 1} == {}


def test_names_that_differ_in_spelling_only_do_not_collide_unnoticed() -> None:
    # "Seat" and "SEAT" are one; two companies or two countries under one key would be a trap for tables
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for alias in KNOWN.aliases():
        if not alias.weak and alias.kind != "adjective":
            group = "company" if alias.cls in COMPANIES else alias.cls
            owners[group, key(alias.alias)].add(alias.label)
    assert {name: labels for name, labels in owners.items() if len(labels) > 1} == {}


def test_parents_are_known_and_relations_fit_the_classes() -> None:
    for entity in KNOWN:
        if entity.parent is not None:
            parents = [other for other in KNOWN.of_class("Automaker") if other.label == entity.parent]
            if entity.relation == "brandOf":
                assert entity.cls == "Brand", entity.label
                assert parents, entity.label
            elif entity.relation == "subsidiaryOf":
                assert entity.cls == "Automaker", entity.label
                assert parents or KNOWN.find(entity.parent, "Organization"), entity.label
            else:
                assert entity.relation is None, entity.label
                assert KNOWN.find(entity.parent), entity.label


def test_nobody_belongs_to_itself() -> None:
    for entity in KNOWN:
        chain = [entity.label]
        above = entity.parent
        while above is not None:
            assert above not in chain, chain
            chain.append(above)
            found = KNOWN.find(above)
            above = found.parent if found else None


def test_home_countries_are_countries() -> None:
    countries = {country.label for country in KNOWN.of_class("Country")}
    assert {entity.country for entity in KNOWN if entity.country} <= countries


def test_every_model_has_a_brand_and_every_place_a_country() -> None:
    makers = {entity.label for cls in ("Automaker", "Brand") for entity in KNOWN.of_class(cls)}
    assert [model.label for model in KNOWN.of_class("Model") if model.parent not in makers] == []
    assert [place.label for place in KNOWN.of_class("Place") if place.country is None] == []


def test_wikidata_items_look_like_items_and_belong_to_one_entity() -> None:
    items = [(entity.wikidata, entity.label) for entity in KNOWN if entity.wikidata]
    assert [pair for pair in items if not re.fullmatch(r"Q[1-9]\d*", pair[0] or "")] == []
    assert len({item for item, _ in items}) == len(items)


def test_names_are_tidy() -> None:
    for alias in KNOWN.aliases():
        assert alias.alias == " ".join(alias.alias.split()), alias
        assert key(alias.alias), alias


def test_chinese_names_stand_in_their_own_column() -> None:
    for entity in KNOWN:
        row = next(row for row in KNOWN.entries if row.label == entity.label and row.cls == entity.cls)
        assert not re.search(r"[一-鿿]", row.label + row.aliases), entity.label


def test_weak_names_are_names_of_the_entity() -> None:
    for row in KNOWN.entries:
        names = {row.label, *row.zh.split("|"), *row.aliases.split("|")}
        assert [name for name in row.weak.split("|") if name and name not in names] == [], row.label


def test_countries_are_those_of_the_libraries() -> None:
    shipped = (ENTITIES / "countries.csv").read_text(encoding="utf-8")
    assert shipped == countries_csv(), "run python -m autoatlas.ontology.countries"


def test_every_iso_country_is_there() -> None:
    pycountry = pytest.importorskip("pycountry")
    for country in pycountry.countries:
        found = KNOWN.country_by_code(country.alpha_3)
        assert found is not None
        assert found is KNOWN.country_by_code(country.alpha_2)
        assert found is KNOWN.country_by_code(int(country.numeric))


def test_region_members_are_countries_and_lists_say_where_they_are_from() -> None:
    countries = {country.label for country in KNOWN.of_class("Country")}
    for label, row in KNOWN.geography.regions.items():
        assert KNOWN.members(label) <= countries, label
        if label != "overseas":
            assert KNOWN.members(label), label
            assert row[-2], label
            assert re.fullmatch(r"\d{4}(-\d{2})?", row[-1]), label


def test_every_country_of_the_un_is_in_one_continent() -> None:
    continents = ["Africa", "Americas", "Asia", "Europe", "Oceania"]
    for country in KNOWN.of_class("Country"):
        found = [region for region in continents if country.label in KNOWN.members(region)]
        assert len(found) == (0 if country.label == "Antarctica" else 1), country.label


def test_a_damaged_file_is_named_with_its_row(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for name in ("countries.csv", "regions.csv"):
        (tmp_path / name).write_text((ENTITIES / name).read_text(encoding="utf-8"), encoding="utf-8")
    header = (ENTITIES / "makers.csv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "ours.csv").write_text(f"{header}\nAcme,Automaker\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"ours\.csv, row 2: The row has 2 cells, not 10"):
        Registry(tmp_path)
    (tmp_path / "ours.csv").write_text("name,kind\nAcme,Automaker\n", encoding="utf-8")
    with pytest.raises(ValueError, match="The columns are not those of this file"):
        Registry(tmp_path)
