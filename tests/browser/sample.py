"""Graphs for the page tests: a small realistic one in our own words, and large random ones."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx
from sample_facts import FIGURES, KINDS, PLANTS, RELATIONS, SOURCE

BASE = "https://w3id.org/autoatlas/entity/"


def iri(label: str) -> str:
    slug = "".join(letter if letter.isalnum() else "-" for letter in label.lower()).strip("-")
    return BASE + slug


def kind(label: str) -> str:
    for name, members in KINDS.items():
        if label in members:
            return name
    return "Facility" if label.endswith("plant") else "Place"


class Builder:
    """Collects facts into a graph of the shape that the graph room hands out."""

    def __init__(self) -> None:
        self.graph = nx.MultiDiGraph()

    def node(self, label: str, cls: str | None = None, **more: Any) -> str:
        if iri(label) not in self.graph:
            self.graph.add_node(iri(label), label=label, type=cls or kind(label), facts=[], **more)
        return iri(label)

    def figure(self, fact: dict[str, Any]) -> None:
        node = self.node(fact["subject"])
        self.graph.nodes[node]["facts"].append({"comparator": "=", "modality": "actual", **fact})

    def relation(self, subject: str, name: str, target: str, **fact: Any) -> None:
        a, b = self.node(subject), self.node(target)
        if not self.graph.has_edge(a, b, key=name):
            self.graph.add_edge(a, b, key=name, facts=[])
        self.graph.edges[a, b, name]["facts"].append(
            {
                "subject": subject,
                "property": name,
                "object": target,
                "comparator": "=",
                "modality": "actual",
                **fact,
            }
        )


def small_atlas() -> nx.MultiDiGraph:
    """About seventy entities: makers, brands, plants, towns, countries, with figures and sources."""
    builder = Builder()
    builder.node("BYD", aliases=["Build Your Dreams", "比亚迪"])
    for at, (maker, plant, town, country, modality, capacity, date_name, date, model) in enumerate(PLANTS):
        verb = "builds" if modality == "actual" else "will build"
        said = {
            "modality": modality,
            "source": f"{SOURCE}{at}",
            "published": f"{2022 + at % 4}-0{1 + at % 9}-15",
            "quote": f"{maker} {verb} cars in {town}, {country}.",
        }
        builder.relation(maker, "operates", plant, **said)
        builder.relation(plant, "locatedIn", town, **{**said, "modality": "actual"})
        builder.relation(plant, "locatedIn", country, **{**said, "modality": "actual"})
        builder.figure({**said, "subject": plant, "property": date_name, "start": date, "end": date})
        if capacity:
            builder.figure(
                {
                    **said,
                    "subject": plant,
                    "property": "annualCapacity",
                    "value": float(capacity),
                    "unit": "vehicle/year",
                    "quote": f"The plant in {town} can build {capacity:,} cars a year.",
                }
            )
        if model:
            builder.node(model, "Model")
            builder.relation(plant, "produces", model, **said)
    for at, (subject, name, target, modality) in enumerate(RELATIONS):
        builder.relation(
            subject,
            name,
            target,
            modality=modality,
            source=f"{SOURCE}r{at}",
            published=f"{2023 + at % 3}-05-01",
            quote=f"{subject}: {name} {target}.",
        )
    for at, fact in enumerate(FIGURES):
        builder.figure({"source": f"{SOURCE}f{at}", "published": "2025-05-12", **fact})
    return builder.graph


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '"};alert(1)//',
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "${alert(1)}",
    "{{7*7}}",
    "\u202egnp.exe",
    "\u2066\u2067nested",
    "\u2028line\u2029separators",
    "Ж" * 10000,
    "👨‍👩‍👧‍👦🇧🇷 plant",
    "é" * 40,
    "a\x00b\x1bc",
    "\ud800 half",
    "   ",
    "比亚迪泰国罗勇工厂",
    "مصنع BYD في تايلاند",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    '=HYPERLINK("https://example.org")',
]
HOSTILE_LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/ok",
    "//example.org/x",
    "https:",
]


def hostile_atlas() -> nx.MultiDiGraph:
    """Every text that might break a page, as label, quote, place, class, property and address."""
    graph = nx.MultiDiGraph()
    graph.add_node(f"{BASE}hub", label="Hub", type="Automaker", facts=[], aliases=HOSTILE[:6])
    for at, text in enumerate(HOSTILE):
        fact = {
            "subject": text,
            "property": "annualCapacity",
            "value": 1000.0 + at,
            "unit": "vehicle/year",
            "comparator": "~",
            "modality": "actual",
            "quote": text,
            "place": text,
            "part": text,
            "said_by": text,
            "source": HOSTILE_LINKS[at % len(HOSTILE_LINKS)],
            "published": "2025-01-01",
        }
        node = BASE + text.replace("\ud800", "")
        graph.add_node(node, label=text, type="Facility" if at % 3 else text, facts=[fact])
        graph.add_edge(
            f"{BASE}hub",
            node,
            key=text if at % 2 else "operates",
            facts=[{**fact, "value": None, "object": text}],
        )
    return graph


def random_atlas(nodes: int, links: int, seed: int = 7) -> nx.MultiDiGraph:
    """A graph as large as asked, with hubs as a real one has them."""
    chance = random.Random(seed)
    names = ["Automaker", "Facility", "Facility", "Facility", "Place", "Model", "Country"]
    graph = nx.MultiDiGraph()
    for at in range(nodes):
        cls = names[min(len(names) - 1, chance.randrange(len(names) + 3))] if at > 40 else "Country"
        graph.add_node(f"{BASE}n{at}", label=f"{cls} number {at}", type=cls, facts=[])
    for at in range(links):
        a = chance.randrange(nodes)
        b = int(nodes * chance.random() ** 3)
        if at < nodes:
            a = at
        if a == b:
            continue
        key = chance.choice(["operates", "locatedIn", "produces"])
        graph.add_edge(
            f"{BASE}n{a}",
            f"{BASE}n{b}",
            key=key,
            facts=[
                {
                    "property": key,
                    "modality": chance.choice(["actual", "actual", "planned"]),
                    "source": f"{SOURCE}{at % 300}",
                    "published": "2025-02-01",
                }
            ],
        )
    return graph


SPOTS = {
    "Rayong": (12.68, 101.28),
    "Camaçari": (-12.7, -38.32),
    "Szeged": (46.25, 20.15),
    "Manisa": (38.61, 27.43),
    "Subang": (-6.57, 107.76),
    "Iracemápolis": (-22.58, -47.52),
    "Chonburi": (13.36, 100.98),
    "Barcelona": (41.39, 2.17),
    "Jacareí": (-23.3, -45.97),
    "Hai Phong": (20.86, 106.68),
    "Tanjung Malim": (3.68, 101.52),
}


def mapped_atlas() -> nx.MultiDiGraph:
    """The small atlas with places for its plants, and what China shipped in 2024."""
    graph = small_atlas()
    for _, plant, town, *_ in PLANTS:
        facts = graph.nodes[iri(plant)]["facts"]
        for name, value in zip(("latitude", "longitude"), SPOTS[town], strict=True):
            facts.append({"property": name, "value": value, "unit": "degree", "source": f"{SOURCE}places"})
    for place, amount in (
        ("Brazil", 482000.0),
        ("Thailand", 170000.0),
        ("Spain", 95000.0),
        ("Norway", 40000.0),
    ):
        graph.nodes[iri("China")]["facts"].append(
            {
                "property": "exports",
                "value": amount,
                "unit": "vehicle",
                "place": place,
                "start": "2024",
                "end": "2024",
                "source": f"{SOURCE}customs",
                "published": "2025-01-20",
            }
        )
    return graph
