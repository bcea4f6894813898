"""The knowledge files hold together: what one of them says must be read as it says it."""

from __future__ import annotations

import pytest

from autoatlas.loaders.text.figure_words import knowledge, words
from autoatlas.loaders.text.quantities import find_quantities

LANGUAGES = ("en", "zh")
COMPARATORS = {"=", ">", ">=", "<", "<=", "~"}
COUNTED = {"vehicle", "country", "outlet", "person", "model", "plant", "pack"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_file_has_the_same_keys_in_every_language(lang: str) -> None:
    for name in ("numbers", "hedges", "nouns"):
        assert set(knowledge(name)[lang]) == set(knowledge(name)["en"]), name
    assert words(lang).lang == lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hedges_are_comparators_of_a_fact(lang: str) -> None:
    hedges = knowledge("hedges")[lang]
    assert set(hedges["before"]) | set(hedges["after"]) | set(hedges["distant"]) <= COMPARATORS


def test_every_english_hedge_is_read() -> None:
    for comparator, phrases in knowledge("hedges")["en"]["before"].items():
        for phrase in phrases:
            (quantity,) = find_quantities(f"it has {phrase} 5,000 plants")
            assert quantity.comparator == comparator, phrase


def test_every_currency_is_read_ahead_and_behind() -> None:
    for entry in knowledge("currencies")["currency"]:
        for sign in [*entry.get("both", ()), *entry.get("before", ())]:
            (quantity,) = find_quantities(f"It cost {sign}5,000 million.")
            assert (quantity.unit, quantity.value) == (entry["code"], 5e9), sign
        for name in [*entry.get("en", ()), *entry.get("both", ())]:
            (quantity,) = find_quantities(f"It cost 5,000 million {name}.")
            assert (quantity.unit, quantity.value) == (entry["code"], 5e9), name


def test_currency_codes_have_three_letters() -> None:
    tables = knowledge("currencies")
    codes = [entry["code"] for entry in tables["currency"]]
    codes += [code for entry in tables["shared"] for code in entry["by"].values()]
    assert all(len(code) == 3 and code.isupper() for code in codes)
    assert {country for entry in tables["shared"] for country in entry["by"]} <= set(tables["countries"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_unit_is_read(lang: str) -> None:
    for entry in knowledge("units")["unit"]:
        for phrase in entry.get(lang, ()):
            text = f"It is 5,000{phrase} here." if lang == "en" else f"为5000{phrase}。"
            found = find_quantities(text, lang=lang)
            if entry["kind"] == "factor":
                assert [(quantity.kind, quantity.unit) for quantity in found] == [("multiple", None)], phrase
            else:
                assert [quantity.unit for quantity in found] == [entry.get("unit", entry["name"])], phrase


def test_every_noun_is_read() -> None:
    for entry in knowledge("nouns")["noun"]:
        assert entry.get("counts") in COUNTED | {None}
        for phrase in entry.get("en", ()):
            found = find_quantities(f"There are 5,000 {phrase}.")
            assert [quantity.noun for quantity in found] == [entry["lemma"]], phrase
