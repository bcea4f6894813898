"""Facilities as points on the map: GeoJSON (RFC 7946) that any map tool opens, with plain properties."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from autoatlas.graph.flat import newest_values
from autoatlas.graph.status import facility_status, known_facts

if TYPE_CHECKING:
    from autoatlas.graph.atlas import Atlas

__all__ = ["features", "geojson"]


def geojson(atlas: "Atlas", on: date | None = None) -> bytes:
    """Return the facilities with coordinates as a feature collection.

    Parameters
    ----------
    atlas : Atlas
    on : date, optional
        The day that statuses are of; today when left out.

    Returns
    -------
    bytes
        UTF-8. A feature a facility, its IRI as ``id``, sorted by it.
    """
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, allow_nan=False) for one in features(atlas, on))
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode("utf-8", "replace")


def features(atlas: "Atlas", on: date | None = None) -> Iterator[dict[str, Any]]:
    """Yield a point for each facility whose latitude and longitude are known.

    Its properties are ``name``, ``operator``, ``place``, ``country``, ``product`` (several joined by ``; ``),
    ``status`` and ``since`` as `autoatlas.graph.status` tells them, and of each quantity the newest actual
    value (``annualCapacity``), bounded where it is (``annualCapacity_comparator``). What is not known is not
    there.
    """
    day = on or date.today()
    network = atlas.network()
    table = facility_status(known_facts(atlas, day), day).select("facility", "presumed", "since")
    known = {label: (status, since) for label, status, since in table.iter_rows()}
    for node, data in sorted(network.nodes(data=True)):
        if data["type"] != "Facility":
            continue
        values = newest_values(data["facts"])
        spot = [values.pop("longitude", None), values.pop("latitude", None)]
        values = {
            key: value for key, value in values.items() if not key.startswith(("latitude", "longitude"))
        }
        if None in spot or not (abs(spot[0]) <= 180.0 and abs(spot[1]) <= 90.0):
            continue
        status, since = known.get(data["label"], (None, None))
        told = {
            "name": data["label"],
            "operator": _labels(
                network, (a for a, _, key in network.in_edges(node, keys=True) if key == "operates")
            ),
            "place": _labels(network, _located(network, node, "Place")),
            "country": _labels(network, _located(network, node, "Country")),
            "product": _labels(
                network, (b for _, b, key in network.out_edges(node, keys=True) if key == "produces")
            ),
            "status": status,
            "since": since,
            **{key: _plain(value) for key, value in values.items()},
        }
        yield {
            "type": "Feature",
            "id": node,
            "geometry": {"type": "Point", "coordinates": spot},
            "properties": {key: value for key, value in told.items() if value not in (None, "")},
        }


def _located(network: Any, node: str, kind: str) -> Iterator[str]:
    for _, other, key in network.out_edges(node, keys=True):
        if key == "locatedIn" and network.nodes[other]["type"] == kind:
            yield other


def _labels(network: Any, nodes: Iterable[str]) -> str:
    labels: Mapping[str, Any] = {network.nodes[node]["label"]: None for node in nodes}
    return "; ".join(sorted(labels))


def _plain(value: Any) -> Any:
    """Whole numbers as such: ``100000``, not ``100000.0``."""
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value == int(value) and abs(value) < 2**53 else value
    return value
