"""SPARQL through the atlas, rdflib and pyoxigraph gives the same rows; what is no question is told."""

import json
import signal
import subprocess
import sys
import textwrap
import time

import pyoxigraph as ox
import pytest
import rdflib

from autoatlas.graph import Atlas
from autoatlas.ontology.errors import InvalidQuery, UnknownFormat, UpdateRefused
from autoatlas.ontology.terms import PREFIXES

QUERIES = [
    "SELECT ?f ?p ?o { ?f a aa:Fact ; ?p ?o } ORDER BY ?f ?p ?o",
    "SELECT ?l { aae:voyah rdfs:label ?l } ORDER BY ?l",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    "SELECT ?plant ?capacity { ?plant aa:annualCapacity ?capacity }",
    "SELECT ?day { ?period aa:lastDay ?day FILTER(?day >= '2025-05-01'^^xsd:date) } ORDER BY ?day",
    "ASK { aae:changan aa:operates aae:changan-rayong-plant }",
    "ASK { aae:changan aa:operates aae:voyah }",
]


@pytest.fixture(params=["memory", "disk"])
def atlas(request, tmp_path, changan_rayong, voyah_aims):
    atlas = Atlas(tmp_path / "store" if request.param == "disk" else None)
    atlas.load(changan_rayong(), voyah_aims())
    return atlas


@pytest.mark.parametrize("query", QUERIES)
def test_rdflib_pyoxigraph_and_the_atlas_give_the_same_rows(atlas, query):
    ours = atlas.query(query)
    direct = atlas.index().query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    by_rdflib = atlas.rdflib().query(query)
    if ours.kind == "truth":
        assert bool(ours) == bool(direct) == by_rdflib.askAnswer
        return
    texts = [[str(getattr(term, "value", term)) for term in row] for row in ours.terms]
    assert texts
    assert texts == [[str(getattr(term, "value", term)) for term in row] for row in direct]
    assert texts == [[str(term) for term in row] for row in by_rdflib]


def test_rdflib_sees_the_union_and_the_named_graphs(atlas):
    dataset = atlas.rdflib()
    voyah = rdflib.URIRef("https://w3id.org/autoatlas/entity/voyah")
    assert rdflib.Literal("岚图", lang="zh") in set(dataset.objects(voyah, rdflib.RDFS.label))
    named = dataset.graph(rdflib.URIRef("https://example.org/news/voyah"))
    assert len(list(named.subjects(rdflib.RDF.type, rdflib.URIRef(PREFIXES["aa"] + "Fact")))) == 4


@pytest.mark.parametrize(
    "change",
    [
        lambda g: g.add((rdflib.URIRef("http://a"), rdflib.URIRef("http://b"), rdflib.URIRef("http://c"))),
        lambda g: g.remove((None, None, None)),
        lambda g: g.update("DELETE WHERE { ?s ?p ?o }"),
        lambda g: g.parse(data="<http://a> <http://b> <http://c> .", format="nt"),
        lambda g: g.remove_graph(rdflib.URIRef("https://example.org/news/voyah")),
    ],
)
def test_the_rdflib_graph_is_read_only(atlas, change):
    before = len(atlas.index())
    with pytest.raises(UpdateRefused):
        change(atlas.rdflib())
    assert len(atlas.index()) == before


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <http://a> <http://b> <http://c> }",
        "# a comment\nPREFIX x: <http://x/>\nBASE <http://y/>\n  delete where { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR GRAPH <https://example.org/news/voyah>",
        "LOAD <https://example.org/a>",
        "WITH <http://g> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(atlas, update):
    before = len(atlas.index())
    with pytest.raises(UpdateRefused, match="queries only read"):
        atlas.query(update)
    assert len(atlas.index()) == before


@pytest.mark.parametrize(
    ("query", "where", "what"),
    [
        ("SELECT ?x WHERE { ?x foo:bar ?y }", "line 1, column 29", "the prefix foo: is not declared"),
        ("SELECT ?x\nWHERE { ?x aa:place ?y\n LIMIT 3", "line 3", "not SPARQL"),
        ("SELEKT ?x { ?x ?y ?z }", "line 1", "not SPARQL"),
        ("SELECT ?x { ?x ?y", "line 1", "not SPARQL"),
        ("plants of BYD", "line 1", "not SPARQL"),
        ("", "query", "empty"),
        (" \n ", "query", "empty"),
        ("SELECT ?x { ?x rdfs:label '\ud800' }", "query", "half a character"),
        ("\x00", "line 1", "not SPARQL"),
    ],
)
def test_what_does_not_parse_is_told_in_one_message_with_its_place(atlas, query, where, what):
    with pytest.raises(InvalidQuery, match=what) as raised:
        atlas.query(query)
    assert where in raised.value.where
    assert raised.value.mend or raised.value.what
    assert len(str(raised.value)) < 400


def test_answers_are_plain_values(atlas):
    rows = "('a' 5 aae:byd '2025-01-02'^^xsd:date true) (UNDEF UNDEF UNDEF UNDEF UNDEF)"
    found = atlas.query(f"SELECT ?x ?y ?z ?d ?b (1.5 AS ?r) {{ VALUES (?x ?y ?z ?d ?b) {{ {rows} }} }}")
    assert found.columns == ("x", "y", "z", "d", "b", "r")
    first, second = found
    assert first[:3] == ("a", 5, "https://w3id.org/autoatlas/entity/byd")
    assert (str(first[3]), first[4], first[5]) == ("2025-01-02", True, 1.5)
    assert second[:5] == (None,) * 5
    frame = found.to_polars()
    assert frame.columns == list(found.columns)
    assert frame["y"].to_list() == [5, None]


def test_answers_are_written_in_every_format(atlas):
    found = atlas.query("SELECT ?l ?n { VALUES (?l ?n) { ('a, \"b\"'@en 1) ('岚图' 2) } }")
    assert found.to_format("csv").decode() == 'l,n\r\n"a, ""b""",1\r\n岚图,2\r\n'
    assert found.to_format("tsv").decode().splitlines() == ["?l\t?n", '"a, \\"b\\""@en\t1', '"岚图"\t2']
    assert [b["n"]["value"] for b in json.loads(found.to_format("json"))["results"]["bindings"]] == ["1", "2"]
    assert found.to_format("xml").startswith(b"<?xml")
    assert found.to_format("table").decode().splitlines()[2:] == ['a, "b"  1', "岚图    2"]
    with pytest.raises(UnknownFormat, match="no graph"):
        found.to_format("ttl")
    with pytest.raises(UnknownFormat, match="docx"):
        found.to_format("docx")


def test_graphs_and_truths_are_written_too(atlas):
    graph = atlas.query("CONSTRUCT { aae:voyah rdfs:label ?l } WHERE { aae:voyah rdfs:label ?l }")
    assert (graph.kind, len(graph)) == ("graph", 2)
    for form in ("ttl", "json", "xml"):
        syntax = {"ttl": ox.RdfFormat.TURTLE, "json": ox.RdfFormat.JSON_LD, "xml": ox.RdfFormat.RDF_XML}[form]
        assert len(list(ox.parse(graph.to_format(form), syntax))) == 2
    assert graph.to_format("csv").decode().splitlines()[0] == "subject,predicate,object"
    assert len(atlas.query("DESCRIBE aae:voyah")) > 3
    truth = atlas.query("ASK { aae:voyah ?p ?o }")
    assert (truth.rows, truth.table(), truth.to_format("csv")) == ([(True,)], "yes\n", b"true\n")
    assert json.loads(truth.to_format("json"))["boolean"] is True


def test_a_notebook_shows_text_as_text(atlas):
    hostile = "<img src=x onerror=alert(1)>"
    page = atlas.query(
        f"SELECT (\"{hostile}\" AS ?x) ('javascript:alert(1)' AS ?y) (<https://example.org/?a&b> AS ?z) {{}}"
    )._repr_html_()
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert 'href="https://example.org/?a&amp;b"' in page
    many = atlas.query("SELECT ?s { GRAPH ?g { ?s ?p ?o } }")
    assert f"{len(many) - 200} more rows" in many._repr_html_() or len(many) <= 200


def test_ctrl_c_ends_a_running_query_at_once(tmp_path, changan_rayong, trade_table):
    store = tmp_path / "store"
    Atlas(store).load(trade_table(3000))
    code = """
        import sys
        from autoatlas.graph import Atlas
        atlas = Atlas(sys.argv[1])
        atlas.query("ASK {}")
        print("asking", flush=True)
        atlas.query("SELECT (COUNT(*) AS ?n) { ?a aa:modality ?x . ?b aa:modality ?y . ?c aa:modality ?z }")
    """
    asking = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(store)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert asking.stdout.readline() == "asking\n"
    time.sleep(0.5)
    assert asking.poll() is None, "the query was over too soon for this test"
    asking.send_signal(signal.SIGINT)
    _, err = asking.communicate(timeout=10)
    assert "KeyboardInterrupt" in err
    assert asking.returncode in (130, -signal.SIGINT)


def test_queries_from_other_threads_work(atlas):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        counts = set(pool.map(lambda _: len(atlas.query("SELECT ?f { ?f a aa:Fact }")), range(16)))
    assert counts == {10}
