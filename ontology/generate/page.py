"""``docs/vocabulary.md``: the vocabulary as tables to read."""

from autoatlas.ontology.generate.vocabulary import (
    AA,
    CSVW,
    HEADER,
    RDFS,
    SCHEMES,
    SHAPES,
    SKOS,
    Vocabulary,
    columns_of,
    notations_of,
    properties_of,
    units_of,
)  # fmt: skip

__all__ = ["render_vocabulary_page"]


def render_vocabulary_page(vocabulary: Vocabulary) -> str:
    """Return the vocabulary as a page of tables in Markdown."""
    lines = [f"<!-- {HEADER} -->", "", "# Vocabulary", ""]
    lines += ["Prefix `aa:` is `" + AA + "`. Each term is defined in `ontology/vocabulary.ttl`.", ""]
    lines += ["## Classes", "", "| class | meaning |", "| --- | --- |"]
    classes = [name for name in vocabulary.named("owl:Class") if vocabulary.text(name, AA + "order")]
    lines += [f"| `{name}` | {vocabulary.text(name, SKOS + 'definition')} |" for name in classes]
    titles = {
        "relation": "Relations",
        "mode": "Assembly",
        "quantity": "Quantities",
        "date": "Dates of a facility",
    }
    for shape in SHAPES:
        lines += [
            "",
            f"## {titles[shape]}",
            "",
            "| property | of | to, or unit | meaning |",
            "| --- | --- | --- | --- |",
        ]
        for name in properties_of(vocabulary):
            if vocabulary.text(name, AA + "factShape") == shape:
                subjects = ", ".join(vocabulary.classes(name, RDFS + "domain"))
                targets = units_of(vocabulary, name) or vocabulary.classes(name, RDFS + "range")
                definition = vocabulary.text(name, SKOS + "definition")
                lines.append(f"| `{name}` | {subjects} | {', '.join(targets)} | {definition} |")
    for constant, kind in SCHEMES.items():
        lines += [
            "",
            f"## {constant.replace('_', ' ').capitalize()}",
            "",
            "| word | term | meaning |",
            "| --- | --- | --- |",
        ]
        for notation, name in notations_of(vocabulary, kind).items():
            lines.append(f"| `{notation}` | `aa:{name}` | {vocabulary.text(name, SKOS + 'definition')} |")
    for title, table in (("Columns of facts", "factTable"), ("Columns of sources", "sourceTable")):
        lines += ["", f"## {title}", "", "| column | type | meaning |", "| --- | --- | --- |"]
        for name in columns_of(vocabulary, table):
            column, datatype = vocabulary.text(name, CSVW + "name"), vocabulary.text(name, CSVW + "datatype")
            lines.append(f"| `{column}` | {datatype} | {vocabulary.text(name, SKOS + 'definition')} |")
    return "\n".join(lines) + "\n"
