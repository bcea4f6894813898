"""Known names are found alike, whether a text is looked through for all of them or for those it can have."""

import pytest

from autoatlas.loaders.text.names import Names
from autoatlas.ontology.registry import registry

TEXTS = (
    "BYD and Great Wall Motor build in Thailand; GWM's Omodas and Jaecoos go to Hungary.",
    "CHANGAN EXPORTS TO SAUDI ARABIA, SAYS A PAPER FROM THAILAND",
    "比亚迪在泰国建厂，长城汽车在巴西。",
    "xyz",
    "",
)


def found(names: Names, text: str) -> list[tuple[str, str, str]]:
    return [(text[begin:end], entry.label, entry.cls) for begin, end, entry in names.find(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_a_short_text_has_the_same_names_alone_as_after_a_long_one(text: str) -> None:
    alone, after = Names(registry()), Names(registry())
    found(after, "A long text. " * 4_000)
    assert found(alone, text) == found(after, text)


def test_names_are_found_in_capitals_and_in_chinese() -> None:
    names = Names(registry())
    assert [label for _, label, _ in found(names, TEXTS[1])] == ["Changan", "Saudi Arabia", "Thailand"]
    assert [label for _, label, _ in found(names, TEXTS[2])] == [
        "BYD",
        "Thailand",
        "Great Wall Motor",
        "Brazil",
    ]


def test_no_name_is_found_inside_another() -> None:
    assert found(Names(registry()), "CHANGAN AUTOMOBILE")[0][0] == "CHANGAN AUTOMOBILE"
