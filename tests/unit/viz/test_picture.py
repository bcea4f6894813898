"""Each chart is also a picture that stands alone: valid, without variables of a page, with its title, as PNG too."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from autoatlas.ontology.errors import UnknownFormat
from autoatlas.viz import (
    View,
    article_page,
    entity_page,
    findings_page,
    flows_page,
    index_page,
    map_page,
    matrix_page,
    network_page,
    targets_page,
    timeline_page,
    verdicts_page,
)
from autoatlas.viz.sheet import SHEET_WIDE, Sheet
from autoatlas.viz.svg import text_width

DAY = date(2025, 9, 1)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def one_plant() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.add_node(
        "e:byd",
        label="BYD <&> 比亚迪",
        type="Automaker",
        facts=[
            {
                "property": "outlets",
                "value": 500.0,
                "unit": "outlet",
                "modality": "target",
                "start": "2030",
                "end": "2030",
            }
        ],
    )
    graph.add_node(
        "e:plant",
        label="BYD Rayong plant",
        type="Facility",
        facts=[
            {"property": "annualCapacity", "value": 150000.0, "unit": "vehicle/year", "modality": "actual"},
            {"property": "productionStart", "modality": "actual", "start": "2024-07-04", "end": "2024-07-04"},
            {"property": "latitude", "value": 12.68, "unit": "degree"},
            {"property": "longitude", "value": 101.28, "unit": "degree"},
        ],
    )
    graph.add_node("e:thailand", label="Thailand", type="Country", facts=[])
    graph.add_edge("e:byd", "e:plant", key="operates", facts=[{"modality": "actual"}])
    graph.add_edge("e:plant", "e:thailand", key="locatedIn", facts=[{"modality": "actual"}])
    graph.add_edge("e:byd", "e:thailand", key="presentIn", facts=[{"modality": "planned"}])
    return graph


PAGES: dict[str, Any] = {
    "network": lambda graph: network_page(graph, title="A <title> & more"),
    "map": lambda graph: map_page(graph, title="A <title> & more", as_of=DAY),
    "timeline": lambda graph: timeline_page(graph, title="A <title> & more", as_of=DAY),
    "targets": lambda graph: targets_page(graph, title="A <title> & more", as_of=DAY),
    "matrix": lambda graph: matrix_page(graph, title="A <title> & more", as_of=DAY),
    "flows": lambda graph: flows_page(graph, title="A <title> & more", as_of=DAY),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_picture_stands_alone(one_plant: nx.MultiDiGraph, name: str) -> None:
    text = PAGES[name](one_plant).picture()
    root = ET.fromstring(text)
    words = [element.text for element in root.iter(f"{SVG}text")]
    assert words[0] == "A <title> & more"
    assert len(words) > 2
    assert "var(" not in text
    assert "color-mix" not in text
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert not list(root.iter(f"{SVG}script"))


def test_saving_goes_by_the_name_of_the_file(one_plant: nx.MultiDiGraph, tmp_path: Path) -> None:
    page = timeline_page(one_plant, as_of=DAY)
    assert page.save(tmp_path / "a.svg").read_text(encoding="utf-8") == page.picture()
    data = page.save(tmp_path / "a.PNG").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width == 2 * 828
    assert height > 200
    assert page.save(tmp_path / "a.html").read_text(encoding="utf-8") == page


ARTICLE = "BYD <b> opened a plant in Rayong in July 2024 & makes 150,000 cars a year there."
PLANT = {
    "subject": "BYD Rayong plant",
    "subject_type": "Facility",
    "quote_start": 0,
    "quote_end": len(ARTICLE),
}
FACTS = [
    {**PLANT, "property": "annualCapacity", "value": 150000.0, "unit": "vehicle/year"},
    {**PLANT, "property": "locatedIn", "object": "Rayong", "object_type": "Place"},
]
READ: dict[str, Any] = {
    "article": lambda graph: article_page(ARTICLE, FACTS, title="A <title> & more"),
    "entity": lambda graph: entity_page(graph, "e:byd", as_of=DAY),
    "index": lambda graph: index_page(graph, title="A <title> & more", as_of=DAY),
    "findings": lambda graph: findings_page([], title="A <title> & more"),
    "verdicts": lambda graph: verdicts_page(ARTICLE, [], title="A <title> & more"),
}


@pytest.mark.parametrize("name", READ)
def test_a_page_to_read_is_a_picture_too(one_plant: nx.MultiDiGraph, name: str, tmp_path: Path) -> None:
    page = READ[name](one_plant)
    root = ET.fromstring(page.picture())
    words = ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]
    assert words[0] == ("BYD <&> 比亚迪" if name == "entity" else "A <title> & more")
    assert "var(" not in page.picture()
    if name in ("article", "verdicts"):
        assert "BYD <b> opened a plant in Rayong in July 2024 & makes 150,000 cars a year there." in "".join(
            words
        )
    if name == "article":
        marked = [run.text for run in root.iter(f"{SVG}tspan") if run.get("text-decoration")]
        assert marked == ["Rayong", "150,000 cars"]
    assert page.save(tmp_path / "a.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_long_words_and_texts_without_spaces_stay_on_the_sheet() -> None:
    sheet = Sheet("Long")
    sheet.lines([("比亚迪" * 80, {}), ("W" * 200, {}), (" and on", {})])
    sheet.tiles([("W" * 90, "w" * 90, "w" * 90)])
    root = ET.fromstring(str(sheet.drawing().markup()).replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1))
    rows = ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]
    assert max(text_width(row, 13.0) for row in rows[:-4]) <= SHEET_WIDE
    assert "".join(rows).count("比") == 80


def test_a_view_of_text_alone_has_no_picture(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="page to read"):
        View("<!doctype html>").save(tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []
