"""``shapes.ttl``: SHACL shapes, one a property."""

from collections.abc import Iterator

from autoatlas.ontology.generate.vocabulary import (
    AA,
    HEADER,
    PREFIXES,
    RDFS,
    Vocabulary,
    bounds_of,
    properties_of,
)  # fmt: skip

__all__ = ["render_shapes"]


def render_shapes(vocabulary: Vocabulary) -> str:
    """Return SHACL shapes, one a property, each aimed at the facts of that property alone."""
    used = ("aa", "owl", "rdf", "rdfs", "xsd")
    lines = [f"# SHACL shapes, {HEADER}.", ""]
    lines += [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in used]
    lines += [
        "@prefix sh: <http://www.w3.org/ns/shacl#> .",
        "@prefix aas: <https://w3id.org/autoatlas/shapes#> .",
        "",
    ]
    lines += ["<https://w3id.org/autoatlas/shapes> a owl:Ontology ;"]
    declared = [
        f'    sh:declare [ sh:prefix "{p}" ; sh:namespace "{PREFIXES[p]}"^^xsd:anyURI ]'
        for p in ("aa", "rdf")
    ]
    lines += [" ;\n".join(declared) + " .", ""]
    lines += [
        "aas:FactShape a sh:NodeShape ;",
        "    sh:targetClass aa:Fact ;",
        "    sh:property [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,",
        "        [ sh:path rdf:predicate ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,",
        "        [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ] ,",
        f"        [ sh:path aa:modality ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {_curies(vocabulary, 'Modality')} ) ] ,",
        f"        [ sh:path aa:comparator ; sh:maxCount 1 ; sh:in ( {_curies(vocabulary, 'Comparator')} ) ] ,",
        f"        [ sh:path aa:basis ; sh:maxCount 1 ; sh:in ( {_curies(vocabulary, 'Basis')} ) ] ,",
        "        [ sh:path aa:period ; sh:maxCount 1 ; sh:class aa:Period ] ,",
        "        [ sh:path aa:confidence ; sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minInclusive 0.0 ; sh:maxInclusive 1.0 ] .",
        "",
        "aas:PeriodShape a sh:NodeShape ;",
        "    sh:targetClass aa:Period ;",
        "    sh:property [ sh:path aa:firstDay ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:lessThanOrEquals aa:lastDay ] ,",
        "        [ sh:path aa:lastDay ; sh:maxCount 1 ; sh:datatype xsd:date ] .",
    ]
    for name in properties_of(vocabulary):
        lines += ["", *_shape(vocabulary, name)]
    return "\n".join(lines) + "\n"


def _curies(vocabulary: Vocabulary, kind: str) -> str:
    return " ".join(f"aa:{name}" for name in vocabulary.named(kind))


def _shape(vocabulary: Vocabulary, name: str) -> Iterator[str]:
    shape = vocabulary.text(name, AA + "factShape")
    objects = {
        "relation": _one_of(vocabulary.classes(name, RDFS + "range")),
        "mode": f"sh:in ( {_curies(vocabulary, 'AssemblyMode')} )",
        "quantity": "sh:datatype xsd:decimal",
        "date": "sh:class aa:Period",
    }
    yield f"aas:{name}Shape a sh:NodeShape ;"
    yield "    sh:target [ a sh:SPARQLTarget ; sh:prefixes <https://w3id.org/autoatlas/shapes> ;"
    yield f'        sh:select "SELECT ?this WHERE {{ ?this rdf:predicate aa:{name} }}" ] ;'
    yield f"    sh:property [ sh:path rdf:subject ; {_one_of(vocabulary.classes(name, RDFS + 'domain'))} ] ,"
    bounds = zip(("minInclusive", "maxInclusive"), bounds_of(vocabulary, name), strict=True)
    limits = "".join(f" ; sh:{limit} {float(bound)}" for limit, bound in bounds if bound)
    yield f"        [ sh:path rdf:object ; {objects[shape]}{limits} ] ,"
    if shape == "quantity":
        units = vocabulary.objects(name, AA + "allowedUnit")
        if units != ["currency"]:
            allowed = " ".join(f"aa:{unit}" for unit in units)
            yield f"        [ sh:path aa:unit ; sh:maxCount 1 ; sh:in ( {allowed} ) ] ,"
        else:
            yield "        [ sh:path aa:unit ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,"
    others = vocabulary.objects(name, AA + "otherEntity")
    if others:
        least = "sh:minCount 1 ; " if vocabulary.text(name, AA + "needsOther") == "true" else ""
        yield f"        [ sh:path aa:of ; {least}sh:maxCount 1 ; {_one_of(others)} ] ,"
    bases = " ".join(f"aa:{basis}" for basis in vocabulary.objects(name, AA + "allowedBasis"))
    yield f"        [ sh:path aa:basis ; {f'sh:in ( {bases} )' if bases else 'sh:maxCount 0'} ] ."


def _one_of(classes: list[str]) -> str:
    if len(classes) == 1:
        return f"sh:class aa:{classes[0]}"
    return "sh:or ( " + " ".join(f"[ sh:class aa:{name} ]" for name in classes) + " )"
