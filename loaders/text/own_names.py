"""Companies by the fullest names that a text gives them, which need not be those of the registry."""

from autoatlas.loaders.text.reading import Reading

__all__ = ["names_of_text"]

_LONGEST_ACRONYM = 5


def names_of_text(reading: Reading) -> dict[str, str]:
    """Return the registry's labels of companies that a text calls otherwise, with the fullest name that it uses.

    A reader of the facts finds the name in the quote; `autoatlas.graph.identity` knows whose it is. Makers and their
    brands keep the registry's labels, since one text calls one maker by many names.
    """
    called: dict[str, str] = {}
    for mention in reading.all:
        if mention.cls != "Organization" or mention.tag not in "MBO":
            continue
        name = reading.text[mention.start : mention.end].replace("’", "'")
        if name.isupper() and not mention.label.isupper() and len(name) > _LONGEST_ACRONYM:
            continue  # a heading in capitals
        if len(name) > len(called.get(mention.label, "")):
            called[mention.label] = name
    return {
        label: name
        for label, name in called.items()
        if name != label and reading.registry.find(label, "Organization") is not None
    }
