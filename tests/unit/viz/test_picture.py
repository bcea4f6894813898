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
from autoatlas.viz import View, flows_page, map_page, matrix_page, network_page, targets_page, timeline_page

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


def test_a_page_to_read_has_no_picture(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="page to read"):
        View("<!doctype html>").save(tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []
