"""What a whole report is about, and what a question asks for: the subject of figures that name none.

A report that opens with the figures of a country ("Turkey exported …") goes on to single makers and comes back without
naming the country again: "output fell by 3%", "passenger cars accounted for 331,200 of the exports".
"""

from autoatlas.loaders.text.frames.counting import metric_cues
from autoatlas.loaders.text.frames.trade_pairs import market_land
from autoatlas.loaders.text.frames.trade_state import Level
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, period_of

__all__ = [
    "asked_period",
    "asked_subject",
    "body_land",
    "land_moved",
    "members_land",
    "note_asked",
    "note_report",
    "site_of_stranger",
    "sold_in_report",
    "speaker_land",
    "whole_named",
    "whole_of_report",
]

_MEASURES = ("sales", "exports", "production", "imports")


def note_report(reading: Reading, level: Level) -> None:
    """Remember the country whose figures a text opens with."""
    if "report_of" in reading.memory or level.subject is None:
        return
    own = level.subject.tag in "CR" or (level.subject.cls == "Country" and level.metric != "sales")
    whole = own and level.place is None and level.metric in _MEASURES
    land = level.subject if whole and reading.memory.get("title_maker") is None else None
    reading.memory["report_of"] = land
    reading.memory["report_metric"] = level.metric


def _report(reading: Reading) -> Mention | None:
    land = reading.memory.get("report_of")
    maker = reading.section_maker
    if not isinstance(land, Mention) or (maker is not None and maker.cls != "Country"):
        return None
    region = land.cls == "Region"
    return Mention(0, 0, "R" if region else "C", land.label, "Region" if region else "Country")


def body_land(reading: Reading, scene: Scene) -> Mention | None:
    """The country of the association or office that a sentence quotes: "VAMA", "according to Acara"."""
    bodies = reading.know.phrases["counting_bodies"]
    lands = {reading.registry.home_of(m.label) for _, m in scene.all("O") if m.label in bodies}
    label = lands.pop() if len(lands) == 1 else None
    return Mention(0, 0, "C", label, "Country") if label else None


def members_land(reading: Reading, scene: Scene, cue: int) -> Mention | None:
    """``The members of VAMA sold 39,400 vehicles``, ``Campi's members``: the country's."""
    if scene.within(0, cue, "MBXF") or not rx("report.members_of").search(scene.tag, 0, cue):
        return None
    return body_land(reading, scene)


def speaker_land(reading: Reading, scene: Scene, place: int) -> Mention | None:
    """``Campi sticks to its forecast of 500,000``, ``the association expects 755,000``: of its country."""
    if scene.within(0, place, "MBXF"):
        return None
    land = body_land(reading, scene)
    if land is not None:
        return land
    return _report(reading) if rx("report.body_speaks").search(scene.tag, 0, place) else None


def sold_in_report(reading: Reading, scene: Scene, place: int) -> Mention | None:
    """``13,900 hybrids were sold``, ``39,900 vehicles left the showrooms``, where nobody is named: in the country."""
    land = _report(reading)
    if (
        land is None
        or scene.within(0, len(scene.tag), "MBXFUC")
        or rx("report.whose_said").search(scene.tag, 0, place)
    ):
        return None
    return land


def site_of_stranger(reading: Reading, scene: Scene, at: int) -> Mention | None:
    """``Ciauto, its assembler in Ambato, turned out 3,150``: of its plant, if one is known."""
    who = scene.at(at)
    sites = [site for site in reading.facilities if who and site.operator and site.operator[0] == who.label]
    return Mention(0, 0, "F", facility=sites[-1]) if len(sites) == 1 else None


def land_moved(scene: Scene, last: Level, low: int, place: int) -> Mention | None:
    """``Spain gained 15.9%, France 2.9%``: the country whose sales moved, in a list of such."""
    if last.subject is None or last.subject.tag not in "CR" or last.place is not None:
        return None
    match = rx("report.land_moved").search(scene.tag, low, place)
    land = scene.at(match.start("who")) if match else None
    if land is None or land.cls not in ("Country", "Region") or land.label == last.subject.label:
        return None
    return Mention(0, 0, "R" if land.cls == "Region" else "C", land.label, land.cls)


def whole_of_report(reading: Reading, scene: Scene, start: int, cue: int) -> Mention | None:
    """The country of the report, where a measure stands bare: "output fell", "at home, car sales edged up"."""
    land = _report(reading)
    if land is None or scene.within(0, cue, "MBXFUO") or scene.within(start, cue, "CRA"):
        return None
    return land if rx("report.bare_measure").fullmatch(scene.tag, start, cue) else None


def whole_named(reading: Reading, scene: Scene, place: int, metric: str) -> Mention | None:
    """``331,200 of the exports``, ``the country's factories turned out …``: the country of the report."""
    land = _report(reading)
    if land is None or metric not in _MEASURES:
        return None
    if rx("report.of_the_whole").match(scene.tag, place):
        return land
    if scene.within(0, place, "MBXFUOCRA"):
        return None
    if rx("report.country_alone").search(scene.tag, 0, place):
        return land
    words = "report.plants_alone" if metric in ("production", "exports") else "report.buyers_alone"
    return land if rx(words).search(scene.tag, 0, place) else None


def note_asked(reading: Reading, scene: Scene) -> None:
    """Remember what a question about figures asks: the measure, whose, and in which market."""
    tag = scene.tag
    if not tag.rstrip(" *_").endswith("?"):
        return
    cues = [cue for cue in metric_cues(reading, scene) if cue[2] in _MEASURES]
    size = rx("report.asks_market").search(tag)
    verb = rx("report.asks_many").search(tag)
    if not cues and size is None and verb is None:
        _asked_on(reading, scene)
        return
    told = next(name for name in (*_MEASURES, "") if not name or (verb and verb[name]))
    reading.memory["asked"] = (told or (cues[0][2] if cues else "sales"), scene.index)
    lands = [m for at, m in scene.all("CR") if rx("shares.land_in").search(tag[:at])]
    abroad = rx("reader.question_outside_abroad").search(tag)
    reading.memory["asked_place"] = "overseas" if abroad else lands[0].label if lands else None
    who = market_land(reading, scene) if size else _asked_of(scene)
    reading.memory["asked_of"] = (scene.index, who)
    dates = [m for _, m in scene.all("D") if m.date.first and not m.date.base]
    reading.memory["asked_when"] = (scene.index, period_of(dates[0])) if len(dates) == 1 else None


def _asked_on(reading: Reading, scene: Scene) -> None:
    """``And the electric ones?``: asks the same of something else."""
    asked, who, when = (reading.memory.get(key) for key in ("asked", "asked_of", "asked_when"))
    if not asked or not 0 < scene.index - asked[1] <= 3 or not rx("report.asks_on").match(scene.tag):
        return
    reading.memory["asked"] = (asked[0], scene.index)
    reading.memory["asked_of"] = (scene.index, who[1]) if who else None
    reading.memory["asked_when"] = (scene.index, when[1]) if when else None


def asked_period(reading: Reading, scene: Scene) -> Period | None:
    """When the question just asked is about."""
    when = reading.memory.get("asked_when")
    if not when or scene.index - when[0] != 1:
        return None
    return when[1] if isinstance(when[1], Period) else None


def _asked_of(scene: Scene) -> Mention | None:
    named = [m for _, m in scene.all("MB")]
    if named:
        return named[0]
    people = rx("report.asks_people").search(scene.tag)
    makers = scene.at(people.start("a")) if people else None
    if makers is not None and makers.cls == "Country":
        return Mention(0, 0, "M", makers.label, "Country", kind="makers")
    land = rx("report.asks_land").search(scene.tag)
    return scene.at(land.start("c")) if land else None


def asked_subject(reading: Reading, scene: Scene) -> Mention | None:
    """Who a question asked about: "How many cars do the Chinese sell in …?" - "They sold …"."""
    asked = reading.memory.get("asked_of")
    if not asked or scene.index - asked[0] != 1:
        return None
    return asked[1] if isinstance(asked[1], Mention) else None
