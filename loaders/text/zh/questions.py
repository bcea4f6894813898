"""What the question of an interview asks, for its answer: 去年在海外卖了多少？ 15万辆，增长17%。"""

from dataclasses import dataclass

from autoatlas.loaders.text.zh.notes import Clause, Mark, Notes, Run
from autoatlas.loaders.text.zh.sentences import Line, Sentence
from autoatlas.loaders.text.zh.site_making import find_or_make
from autoatlas.loaders.text.zh.slots import metrics_in, rx

__all__ = ["answers", "asked_land", "asked_site", "is_question", "note_question", "take_up"]

_ASKED = ("exports", "imports", "sales", "production", "countriesPresent", "outlets", "investment")
_COUNTED = ("exports", "imports", "sales", "production")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the lines of its answer, what it counts and where, and whether it is about a plant."""

    answer: int
    metrics: tuple[str, ...]
    place: str | None
    plant: bool
    abroad: bool


def is_question(text: str, sentence: Sentence) -> bool:
    """Whether a sentence asks."""
    return text[sentence.start : sentence.end].rstrip("”」』").endswith(("？", "?"))


def note_question(notes: Notes, sentence: Sentence, below: int) -> None:
    """Remember what a question at the end of its line asks; the plant that it asks about is spoken of on."""
    if notes.text[sentence.end : sentence.line.end].strip():
        return
    text = notes.text[sentence.start : sentence.end]
    marks = notes.within(sentence.start, sentence.end)
    clause = Clause(sentence.start, sentence.end, text, marks, sentence, "")
    metrics = metrics_in(clause, sentence.end)
    if rx("countries_asked").search(text):
        metrics = ["countriesPresent"]
    elif rx("outlet").search(text) and metrics not in (["exports"], ["sales"]):
        metrics = ["outlets"]
    elif rx("cost_asked").search(text):
        metrics = ["investment"]
    lands = [m.label for m in marks if m.kind in ("country", "region") and m.label != "World"]
    abroad = rx("abroad").search(text) is not None
    plant = rx("plant_asked").search(text) is not None and not rx("market_asked").search(text)
    towns = [m for m in marks if m.kind == "place"]
    who = notes.subject if notes.subject and notes.subject[1] in ("Automaker", "Brand") else None
    if plant and who and towns and rx("sites").search(text):
        notes.facility = find_or_make(notes, clause, "plant", who, towns[:1], None)
    site = notes.facility
    if site is not None and lands and site.country and site.country[0] not in lands:
        notes.facility = None
    counted = metrics if metrics and metrics[0] in _ASKED else []
    place = lands[0] if len(lands) == 1 else "overseas" if abroad else None
    if place is None and rx("asked_there").search(text):
        place = notes.country
    if plant and not rx("sites").search(text) and notes.facility is None:
        plant = False
    notes.memory["asked"] = Asked(below, tuple(counted), place, plant, abroad)


def asked_land(notes: Notes, sentence: Sentence) -> tuple[str, str] | None:
    """The country that a question asks about: 去年印尼卖了多少电动车？"""
    lands = [m for m in notes.within(sentence.start, sentence.end) if m.kind == "country"]
    if len(lands) != 1 or notes.text[lands[0].start - 1] in "在对向往":
        return None
    asks = rx("land_asked").match(notes.text, lands[0].end)
    return (lands[0].label, lands[0].cls) if asks and is_question(notes.text, sentence) else None


def answers(notes: Notes, line: Line) -> Asked | None:
    """The question that a line answers."""
    asked: Asked | None = notes.memory.get("asked")
    begins = notes.text.rfind("\n", 0, line.start) + 1
    return asked if asked is not None and asked.answer == begins else None


def take_up(notes: Notes, run: Run, sentence: Sentence) -> None:
    """Begin a sentence of an answer with what was asked."""
    asked = answers(notes, sentence.line)
    if asked is None:
        return
    if asked.metrics and (sentence.first or asked.metrics[0] in _COUNTED):
        run.metrics, run.place = list(asked.metrics), asked.place
        run.memory["asked_reach"] = asked.metrics == ("countriesPresent",)
        if asked.metrics == ("investment",):
            run.memory["cost_line"] = run.memory["asked_cost"] = sentence.start
    if asked.plant and notes.facility is not None:
        notes.facility_sentence = notes.number
        notes.memory["facility_line"] = sentence.line.start


def asked_site(notes: Notes, clause: Clause) -> list[Mark]:
    """The places that an answer begins with, where the question asked for a plant: 在印度泰米尔纳德邦的…."""
    asked = answers(notes, clause.sentence.line)
    if asked is None or not asked.plant or not clause.sentence.first:
        return []
    if clause.start != clause.sentence.start or not rx("answers_where").match(clause.text):
        return []
    places = clause.of("place", "country")
    return places if places and places[0].start - clause.start <= 4 else []
