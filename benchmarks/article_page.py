"""``view network ARTICLE``, extraction and all, against a plain script that draws the same graph from Turtle.

The plain script imports rdflib, networkx and pyvis, parses the graph, puts its relations into networkx and writes
pyvis's page as it comes. Run: python -m benchmarks.article_page [ARTICLE]
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.timing import ratio, report

PLAIN = """
import sys
import networkx as nx
import rdflib
from pyvis.network import Network

graph = rdflib.Graph().parse(sys.argv[1])
G = nx.MultiDiGraph()
for subject, predicate, value in graph:
    if isinstance(value, rdflib.URIRef):
        G.add_edge(str(subject), str(value), title=str(predicate))
page = Network(directed=True, cdn_resources="in_line")
page.from_nx(G)
with open(sys.argv[2], "w", encoding="utf-8") as file:
    file.write(page.generate_html())
"""

if __name__ == "__main__":
    import autoatlas
    from autoatlas.graph import Atlas
    from autoatlas.loaders import extract

    shipped = Path(autoatlas.__file__).parent / "data" / "articles" / "going-abroad.txt"
    article = sys.argv[1] if len(sys.argv) > 1 else str(shipped)
    with tempfile.TemporaryDirectory() as folder:
        atlas = Atlas()
        atlas.load(extract(article))
        turtle, page = f"{folder}/article.ttl", f"{folder}/page.html"
        atlas.export(turtle)
        ours = [sys.executable, "-m", "autoatlas", "--quiet", "view", "network", article, "-o", page]
        plain = [sys.executable, "-c", PLAIN, turtle, page]
        report("view network ARTICLE / plain script", ratio(ours, plain), 2)
