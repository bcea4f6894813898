"""Documents by their address, from a server of the test's own."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import polars as pl
import pytest

from autoatlas.loaders import extract
from autoatlas.loaders.fetch import local_copy
from autoatlas.ontology.errors import SourceUnreadable

ANSWERS = {
    "/facts.csv": (
        "text/plain",
        "subject,subject_type,property,object,object_type\nBYD,Automaker,presentIn,Chile,Country\n",
    ),
    "/download?id=1": ("text/csv", "country,car sales,year\nChile,313000,2024\nPeru,164000,2024\n"),
    "/news": ("text/plain", "title: T\ndate: 2025-05-16\n\nBYD exported 45,000 vehicles in April 2025.\n"),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        found = ANSWERS.get(self.path)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", found[0] if found else "text/plain")
        self.end_headers()
        self.wfile.write(found[1].encode() if found else b"")

    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_a_table_and_an_article_by_their_addresses(server):
    table = extract(f"{server}/facts.csv")
    assert table.document == f"{server}/facts.csv"
    assert pl.concat(list(table))["object"].to_list() == ["Chile"]
    sales = extract(f"{server}/download?id=1")
    assert pl.concat(list(sales))["value"].to_list() == [313000, 164000]
    article = extract(f"{server}/news")
    assert article.document == f"{server}/news"
    assert 45000 in pl.concat(list(article))["value"].to_list()


def test_what_cannot_be_had_is_told(server):
    with pytest.raises(SourceUnreadable, match="answered 404") as caught:
        extract(f"{server}/missing.csv")
    assert caught.value.where == f"{server}/missing.csv"
    with pytest.raises(SourceUnreadable, match="cannot be fetched"):
        local_copy("http://127.0.0.1:9/nothing.csv")
