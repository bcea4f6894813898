"""The dates of a site: announced, ground broken, completed, started, suspended, cancelled, closed."""

from autoatlas.loaders.text.frames.event_delays import read_delays
from autoatlas.loaders.text.frames.event_notes import denied, note, take_back
from autoatlas.loaders.text.frames.event_offices import read_future, read_offices
from autoatlas.loaders.text.frames.event_sites import reach, sites_meant
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Scene

__all__ = ["read_events"]

_KINDS = ("started", "opened", "ground", "completed", "announced", "closed", "suspended", "cancelled")


def read_events(reading: Reading, scene: Scene) -> None:
    """Note what has happened, or is to happen, to the facilities of a scene."""
    tag = scene.tag
    read_offices(reading, scene)
    if reading.memory.get("sheet_dated") == scene.index:
        return
    if "F" not in tag and (
        reading.facility is None or scene.index - reading.facility_scene > reach(reading, scene)
    ):
        return
    know = reading.know
    read_future(reading, scene)
    done: set[tuple[str, int]] = set()
    spans: list[tuple[int, int]] = []
    for kind in _KINDS:
        for match in know.compiled(rf"(?<![a-z'-]){{{kind}}}(?![a-z-])").finditer(tag):
            if any(low < match.end() and match.start() < high for low, high in spans):
                continue
            facilities = sites_meant(reading, scene, match.start(), match.end(), kind)
            if not facilities:
                continue
            spans.append(match.span())
            for facility in facilities:
                if (kind, id(facility)) in done and kind not in ("suspended",):
                    continue
                if not denied(reading, scene, kind, match.start(), match.end()):
                    done.add((kind, id(facility)))
                note(reading, scene, facility, kind, match.start(), match.end())
    read_delays(reading, scene)
    take_back(reading, scene)
