"""A trade table as RDF with maplib and with morph-kgc, against loading it into a store.

Run: python -m benchmarks.peers --python PATH [--rows 1000000]

PATH is a Python that has the packages maplib and morph-kgc: morph-kgc holds to an older pyoxigraph than this project,
so that they cannot be in one environment. Each peer makes the eight triples a fact that the index has, from a CSV
that holds the IRIs ready-made, and has a process of its own, one after the other. maplib fills its own memory;
morph-kgc writes N-Triples, which Oxigraph's bulk loader then puts into a named graph on disk, as ours are.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.load import write_table

__all__ = ["main", "write_terms"]

_AA, _AAE, _AAF = (
    "https://w3id.org/autoatlas/ontology#",
    "https://w3id.org/autoatlas/entity/",
    "https://w3id.org/autoatlas/fact/",
)
_RDF, _XSD = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2001/XMLSchema#"
_MADE = (
    (f"{_RDF}subject", "country"),  # morph-kgc has columns of its own called subject and predicate
    (f"{_RDF}predicate", "measure"),
    (f"{_AA}modality", "modality"),
    (f"{_AA}period", "period"),
    (f"{_AA}place", "place"),
    (f"{_AA}product", "product"),
)

_TIMED = """
import json, resource, sys, time
folder = sys.argv[1]
start, used = time.perf_counter(), time.process_time()
{body}
children = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({{
    "seconds": time.perf_counter() - start,
    "cpu": time.process_time() - used + children.ru_utime + children.ru_stime,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "count": count,
}}))
"""

_MAPLIB = """
import polars as pl
from maplib import Model
model = Model()
model.add_template(open(folder + "/template.ttl", encoding="utf-8").read())
rows = pl.read_csv(folder + "/terms.csv", schema_overrides={"value": pl.Float64})
model.map("https://example.org/fact", rows)
count = 8 * rows.height
"""

_MORPH_KGC = """
import os
os.chdir(folder)
import morph_kgc
settings = "[CONFIGURATION]\\noutput_format=N-TRIPLES\\nnumber_of_processes=2\\n"
triples = morph_kgc.materialize_set(f"{settings}[table]\\nmappings={folder}/mapping.ttl\\n")
with open(folder + "/morph.nt", "w", encoding="utf-8") as file:
    file.writelines(triple + " .\\n" for triple in triples)
count = len(triples)
"""

_BULK_LOAD = """
import pyoxigraph as ox
store = ox.Store(folder + "/oxigraph")
store.bulk_load(path=folder + "/morph.nt", format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode("urn:x"), lenient=True)
count = len(store)
"""

_OURS = """
from pathlib import Path
from benchmarks.load import _ours
count = 8 * _ours(Path(folder))
"""


def write_terms(folder: Path) -> None:
    """Write the table again, every cell the IRI or the number that the triples have, with template and mapping."""
    import polars as pl

    table = pl.read_csv(folder / "trade.csv")

    def entity(name: str) -> pl.Expr:
        return pl.lit(_AAE) + pl.col(name).str.to_lowercase().str.replace_all(r"[^a-z]+", "-")

    number = pl.int_range(pl.len())
    table.select(
        fact=pl.lit(_AAF) + number.hash(1).cast(pl.String) + number.hash(2).cast(pl.String),
        country=entity("subject"),
        measure=pl.lit(f"{_AA}imports"),
        value="value",
        modality=pl.lit(f"{_AA}actual"),
        period=pl.lit("https://w3id.org/autoatlas/period/")
        + pl.col("start").cast(pl.String)
        + pl.lit("_")
        + pl.col("end").cast(pl.String),
        place=entity("place"),
        product=pl.lit(_AA) + pl.col("product"),
    ).write_csv(folder / "terms.csv")
    variables = ", ".join(f"ottr:IRI ?{name}" for _, name in _MADE)
    triples = ",\n".join(f"  ottr:Triple(?fact, <{predicate}>, ?{name})" for predicate, name in _MADE)
    (folder / "template.ttl").write_text(
        "@prefix ottr: <http://ns.ottr.xyz/0.4/> .\n"
        f"@prefix xsd: <{_XSD}> .\n"
        f"<https://example.org/fact> [ottr:IRI ?fact, {variables}, xsd:double ?value] :: {{\n"
        f"  ottr:Triple(?fact, <{_RDF}type>, <{_AA}Fact>),\n"
        f"  ottr:Triple(?fact, <{_RDF}object>, ?value),\n{triples}\n}} .\n",
        encoding="utf-8",
    )
    objects = "".join(
        f'rr:predicateObjectMap [ rr:predicate <{predicate}> ; rr:objectMap [ rml:reference "{name}" ; '
        "rr:termType rr:IRI ] ] ;\n"
        for predicate, name in _MADE
    )
    (folder / "mapping.ttl").write_text(
        "@prefix rr: <http://www.w3.org/ns/r2rml#> .\n"
        "@prefix rml: <http://semweb.mmlab.be/ns/rml#> .\n"
        "@prefix ql: <http://semweb.mmlab.be/ns/ql#> .\n"
        f'<#facts> rml:logicalSource [ rml:source "{folder}/terms.csv" ; rml:referenceFormulation ql:CSV ] ;\n'
        f'rr:subjectMap [ rml:reference "fact" ; rr:termType rr:IRI ; rr:class <{_AA}Fact> ] ;\n{objects}'
        f"rr:predicateObjectMap [ rr:predicate <{_RDF}object> ; "
        f'rr:objectMap [ rml:reference "value" ; rr:datatype <{_XSD}decimal> ] ] .\n',
        encoding="utf-8",
    )


def main() -> None:
    """Run the cases and print their times and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--python", required=True, help="a Python that has maplib and morph-kgc")
    options = parser.parse_args()
    cases = {
        "ours": (sys.executable, _OURS),
        "maplib": (options.python, _MAPLIB),
        "morph-kgc": (options.python, _MORPH_KGC),
        "bulk load": (sys.executable, _BULK_LOAD),
    }
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        write_table(Path(folder) / "trade.csv", options.rows)
        write_terms(Path(folder))
        for name, (python, body) in cases.items():
            command = [python, "-c", _TIMED.format(body=body), folder]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            one = found[name] = json.loads(done.splitlines()[-1])
            sys.stdout.write(
                f"{name:10} {one['seconds']:8.2f} s  {one['cpu']:8.2f} s of CPU  {one['megabytes']:6.0f} MB  "
                f"{one['count']:,.0f} triples\n"
            )
            sys.stdout.flush()
    for what, unit in (("seconds", "time"), ("cpu", "CPU")):
        ours = found["ours"][what]
        stored = found["morph-kgc"][what] + found["bulk load"][what]
        sys.stdout.write(
            f"by {unit}: ours / maplib {ours / found['maplib'][what]:.2f}, "
            f"ours / morph-kgc into a store {ours / stored:.2f}\n"
        )


if __name__ == "__main__":
    main()
