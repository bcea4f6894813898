"""Labels of facilities are put together and taken apart."""

import pytest

from autoatlas.ontology.facilities import InvalidFacility, facility_label, parse_facility_label
from autoatlas.ontology.registry import registry


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("Changan Rayong plant", ("Changan", "Rayong", "plant", None)),
        ("Great Wall Motor Tula parts plant", ("Great Wall Motor", "Tula", "parts plant", None)),
        ("SAIC Motor-CP Chonburi battery plant", ("SAIC Motor-CP", "Chonburi", "battery plant", None)),
        ("Omoda & Jaecoo Thai Binh plant", ("Omoda & Jaecoo", "Thai Binh", "plant", None)),
        ("BYD Hungary plant", ("BYD", "Hungary", "plant", None)),
        ("JSW MG Motor India Halol second plant", ("JSW MG Motor India", "Halol", "plant", 2)),
        ("BYD São José dos Pinhais plant", ("BYD", "São José dos Pinhais", "plant", None)),
        ("XPeng Munich R&D centre", ("XPeng", "Munich", "R&D centre", None)),
        ("BYD Budapest regional headquarters", ("BYD", "Budapest", "regional headquarters", None)),
        (
            "Hyundai Motor India Hyderabad R&D centre",
            ("Hyundai Motor India", "Hyderabad", "R&D centre", None),
        ),
        ("Acme Springfield plant", ("Acme", "Springfield", "plant", None)),
        ("Acme Motors Rayong plant", ("Acme Motors", "Rayong", "plant", None)),
        ("BYD New Springfield plant", ("BYD", "New Springfield", "plant", None)),
    ],
)
def test_a_label_has_its_parts(label: str, parts: tuple[str, str, str, int | None]) -> None:
    found = parse_facility_label(label)
    assert found == parts
    assert str(found) == label


@pytest.mark.parametrize(
    "label", ["Changan", "Rayong plant", "plant", "Acme Works New Springfield plant", ""]
)
def test_what_cannot_be_parted_gives_nothing(label: str) -> None:
    assert parse_facility_label(label) is None


def test_handwritten_labels_become_canonical_ones() -> None:
    known = registry()
    found = known.resolve("GWM Rayong factory", "Facility")
    assert (found.label, found.cls, found.how) == ("Great Wall Motor Rayong plant", "Facility", "normalised")
    assert known.resolve("长安 Rayong plant", "Facility").label == "Changan Rayong plant"
    assert known.resolve("Xpeng Munich R&D center").label == "XPeng Munich R&D centre"
    assert known.resolve("Changan Rayong plant", "Facility").how == "exact"
    half = known.resolve("GWM New Springfield plant", "Facility")
    assert (half.label, half.how, half.iri) == ("Great Wall Motor New Springfield plant", "new", None)


def test_a_first_facility_has_no_number() -> None:
    assert facility_label("BYD", "Szeged", "plant", 1) == "BYD Szeged plant"
    assert facility_label("BYD", "Szeged", "plant", 3) == "BYD Szeged third plant"


@pytest.mark.parametrize(
    ("operator", "place", "kind", "number"),
    [
        ("", "Rayong", "plant", None),
        ("BYD", " ", "plant", None),
        ("BYD", "Rayong", "factory", None),
        ("BYD", "Rayong", "plant", 0),
        ("BYD", "Rayong", "plant", 11),
    ],
)
def test_a_label_that_would_say_too_little_is_refused(
    operator: str, place: str, kind: str, number: int | None
) -> None:
    with pytest.raises(InvalidFacility):
        facility_label(operator, place, kind, number)
