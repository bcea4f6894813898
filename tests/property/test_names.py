"""Normalised forms and resolution hold for any text."""

from hypothesis import given
from hypothesis import strategies as st

from autoatlas.ontology.facilities import facility_label, parse_facility_label
from autoatlas.ontology.names import core, digits, key, tidy, unplaced
from autoatlas.ontology.registry import registry
from autoatlas.ontology.terms import FACILITY_KINDS

KNOWN = registry()
LABELS = sorted({entity.label for entity in KNOWN})
ALIASES = sorted(KNOWN.aliases())


@given(st.text())
def test_tidy_is_done_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) in {key(text), key(text).removeprefix("the")}


@given(
    st.sampled_from(LABELS), st.sampled_from(["upper", "lower", "title"]), st.sampled_from(["  ", "-", " . "])
)
def test_case_and_punctuation_do_not_change_a_key(label: str, case: str, gap: str) -> None:
    assert key(getattr(label, case)().replace(" ", gap)) == key(label)


@given(
    st.sampled_from([label for label in LABELS if label.isascii()]),
    st.lists(
        st.sampled_from([" Co., Ltd.", " Group", " Motors", " Inc.", " S.A.", " Company Limited"]), max_size=3
    ),
)
def test_suffixes_of_companies_do_not_change_a_core(label: str, suffixes: list[str]) -> None:
    assert core(label + "".join(suffixes))[0] == core(label)[0]


@given(st.sampled_from(ALIASES))
def test_every_alias_resolves_to_its_entity_by_class(alias) -> None:  # type: ignore[no-untyped-def]
    found = KNOWN.resolve(alias.alias, alias.cls)
    assert found.ambiguous or (found.label == alias.label and found.how == "exact")
    assert alias.label in (found.label, *found.candidates)


@given(st.sampled_from(LABELS), st.sampled_from(["", " ", "\u00a0", "\u200b"]))
def test_a_label_resolves_to_itself_or_needs_a_class(label: str, pad: str) -> None:
    found = KNOWN.resolve(pad + label + pad)
    assert found.label == label
    assert found.how == "exact" or found.ambiguous


@given(st.text(max_size=60), st.sampled_from([None, "Automaker", "Place", "Facility", "Model"]))
def test_any_text_resolves_to_something_that_says_how(text: str, cls: str | None) -> None:
    found = KNOWN.resolve(text, cls)
    assert found.how in {"exact", "normalised", "fuzzy", "new"}
    assert (found.iri is None) == (found.how == "new")
    if found.how == "new" and found.cls != "Facility":
        assert found.label == tidy(text)
        assert found.cls == cls
    elif found.how == "fuzzy":
        assert digits(found.label) == digits(text) or any(
            digits(name) == digits(text) for name in KNOWN.entity(found.label).aliases
        )


@given(
    st.sampled_from([entity.label for entity in KNOWN.of_class("Automaker")]),
    st.sampled_from([entity.label for entity in KNOWN.of_class("Place")]),
    st.sampled_from(sorted(FACILITY_KINDS)),
    st.sampled_from([None, 2, 5, 10]),
)
def test_facility_labels_come_apart_as_they_were_put_together(
    operator: str, place: str, kind: str, number: int | None
) -> None:
    label = facility_label(operator, place, kind, number)
    parts = parse_facility_label(label)
    assert parts is not None
    assert str(parts) == label
    assert (parts.kind, parts.number) == (kind, number)


@given(st.text())
def test_a_place_keeps_a_name(text: str) -> None:
    assert bool(unplaced(text)) == bool(text) or not text.strip()
