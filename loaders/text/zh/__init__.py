"""The reader of Chinese articles: clause by clause, from the figures and words for sites to facts.

Chinese sentences run long and drop their subject, so what a clause leaves out is taken from the clause before,
then from the sentence before and from the paragraph. Words are in ``knowledge/zh/words.toml``.
"""

import re
from collections.abc import Iterator
from typing import cast

from autoatlas.loaders.document import Document
from autoatlas.loaders.text.finish import finish
from autoatlas.loaders.text.knowledge import knowledge
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.zh.measures import read_measures
from autoatlas.loaders.text.zh.notes import Clause, Mark, Name, Notes, Run
from autoatlas.loaders.text.zh.patents import read_patents
from autoatlas.loaders.text.zh.questions import answers, asked_land, is_question, note_question, take_up
from autoatlas.loaders.text.zh.relations import read_relations
from autoatlas.loaders.text.zh.sentences import Line, Sentence, clauses, is_chinese, lines, sentences
from autoatlas.loaders.text.zh.site_places import place_at, topic_of
from autoatlas.loaders.text.zh.sites import read_sites
from autoatlas.loaders.text.zh.slots import family_of, rx
from autoatlas.loaders.text.zh.stakes import read_stakes
from autoatlas.loaders.text.zh.subjects import subject_at
from autoatlas.loaders.text.zh.tables import is_row, read_row
from autoatlas.loaders.text.zh.tariffs import read_tariffs
from autoatlas.loaders.text.zh.trade import read_trade
from autoatlas.ontology.terms import Fact

__all__ = ["is_chinese", "read_facts_zh"]

_WIDER = re.compile("欧洲|欧盟|国际|世界|全球|亚洲|非洲|拉美|东盟")
_SHARED = re.compile("各占|各持|各出资|分别持|分别占")
_HOLDS = re.compile(
    r"(?:其中|而)?[^，]{2,14}?(?:持股|占股|持有|占|出资)?(?:比例)?(?:为|约)?(?:\d+(?:\.\d+)?%|[一二三四五六七八九半]成)"
)
_ASSOCIATIONS = ("Federation", "Association", "CAAM", "CPCA", "Gaikindo", "Customs", "GACC", "CABIA")


def read_facts_zh(document: Document) -> list[Fact]:
    """Read an article in Chinese.

    Parameters
    ----------
    document : Document

    Returns
    -------
    list of Fact
        What the text states, in its order; quotes are sentences of ``document.text``.
    """
    notes = Notes(document)
    if not _about_cars(notes):
        return []
    for line in lines(document.text, document.body):
        _read_line(notes, line)
    _number(notes)
    for facility in notes.facilities:
        if any(not site.near for site in facility.sites):
            facility.sites = [site for site in facility.sites if not site.near]
    return finish(cast(Reading, notes))


def _number(notes: Notes) -> None:
    """A further plant of one maker in one town has its number."""
    further = notes.memory.get("further", ())
    seen: set[tuple[str, str, str]] = set()
    for facility in notes.facilities:
        place = facility.place()
        if facility.operator is None or place is None:
            continue
        key = facility.operator[0], place, facility.kind
        if key in seen and facility.number is None and any(facility is one for one in further):
            facility.number = 2
        seen.add(key)


def _about_cars(notes: Notes) -> bool:
    text = notes.text[notes.document.body :]
    hits = sum(1 for _ in zip(range(50), rx("car_words").finditer(text), strict=False))
    makers = sum(mark.kind == "maker" for mark in notes.marks)
    batteries = knowledge("zh").phrases["battery_makers"]
    if re.search("电池|电芯", text) and any(mark.label in batteries for mark in notes.marks):
        return True
    if makers >= 4 and "辆" in text:
        return True
    return (hits >= 1 and hits * 300 >= min(len(text), 10_000)) or (makers > 0 and len(text) <= 60)


def _read_line(notes: Notes, line: Line) -> None:
    if is_row(notes, line):
        read_row(notes, line)
        return
    notes.memory.pop("table", None)
    marks = notes.within(line.start, line.end)
    dates = [m.date for m in marks if m.kind == "date" and m.date and m.date.first and m.date.kind != "day"]
    if line.heading or notes.text[line.end - 1] in "：:":
        notes.memory["headed"] = (dates[0].first, dates[0].last) if dates else None
    if line.heading and not _heads_sheet(notes, line):
        makers = [m for m in marks if m.kind == "maker"]
        if len({m.label for m in makers}) == 1:
            notes.maker = notes.subject = (makers[0].label, makers[0].cls)
        elif not makers and rx("plain_heading").search(notes.text, line.start, line.end):
            return  # 项目基本情况 goes on about the same
        elif not makers:
            notes.maker = notes.subject = notes.titled()
        countries = {m.label for m in marks if m.kind == "country"}
        if len(countries) == 1:
            notes.country = next(iter(countries))
            notes.memory["topic"] = [m for m in marks if m.kind in ("country", "place")]
        else:
            notes.memory["topic"] = []
        notes.facility = None
        notes.memory.pop("host", None)
        return
    if not line.bullet:
        notes.memory["line_country"] = None
    if line.label:
        labelled = [m for m in marks if m.end <= line.start + len(line.label) + 2]
        places = [m for m in labelled if m.kind in ("place", "country")]
        if places:
            notes.memory["topic"], notes.memory["topic_line"] = places, line.start
            lands = [m.label if m.kind == "country" else notes.land_of(m.label) for m in places]
            notes.country = lands[0] or notes.country
            notes.facility = None
    notes.product = next(
        (m.label for m in marks if m.kind == "product" and m.end - line.start <= 8 and line.label), None
    )
    if notes.home is None:
        notes.period = None
    asked = notes.memory.get("asked_period")
    if asked and asked[0] == _begins(notes, line):
        notes.period = asked[1]
    if notes.home and not line.bullet:
        notes.subject = (notes.home, "Country")
    for sentence in sentences(notes.text, line):
        notes.number += 1
        topic = topic_of(notes, sentence.start, sentence.end)
        if topic and line.bullet and _placed(notes, sentence, topic):
            continue
        asks = is_question(notes.text, sentence)
        if (asks or topic) and not (topic and answers(notes, line)):
            _only_topic(notes, sentence, topic)
            if asks:
                note_question(notes, sentence, _below(notes, line.end))
        else:
            _read_sentence(notes, sentence)


def _heads_sheet(notes: Notes, line: Line) -> bool:
    """Whether a line that names a plant stands over bullets that tell of it: 长安泰国工厂要点："""
    below = notes.text[_below(notes, line.end) :][:12]
    bullets = knowledge("zh").pattern("zh.bullet").match(below) is not None
    return bullets and rx("sites").search(notes.text, line.start, line.end) is not None


def _placed(notes: Notes, sentence: Sentence, topic: list[Mark]) -> bool:
    """Whether a bullet only says where the plant of the bullets stands: 地点：罗勇府."""
    site = notes.facility
    if site is None or not rx("place_label").match(notes.text, sentence.start):
        return False
    if notes.number - notes.facility_sentence > 4:
        return False
    low, high = sentence.start, sentence.end
    clause = Clause(low, high, notes.text[low:high], notes.within(low, high), sentence, "")
    for mark in topic:
        place_at(notes, site, mark, clause)
    return True


def _below(notes: Notes, end: int) -> int:
    """Where the next line that holds something begins."""
    found = re.compile(r"\s*\n(?=[^\n])").match(notes.text, end)
    return found.end() if found else len(notes.text)


def _begins(notes: Notes, line: Line) -> int:
    """Where a line begins, with its mark."""
    return notes.text.rfind("\n", 0, line.start) + 1


def _only_topic(notes: Notes, sentence: Sentence, topic: list[Mark]) -> None:
    """A question, or a sentence that only names a place, says what the next sentences are about."""
    marks = notes.within(sentence.start, sentence.end)
    countries = [m.label for m in marks if m.kind == "country"]
    if topic:
        notes.memory["topic"] = topic
        notes.memory["topic_line"] = sentence.line.start
        notes.facility = None
        lands = [notes.land_of(m.label) for m in topic if m.kind == "place"]
        countries = countries or [land for land in lands if land]
    if len(set(countries)) == 1:
        notes.country = countries[0]
    if notes.text[sentence.end - 1] in "？?" and re.search(
        "目标|打算|计划", notes.text[sentence.start : sentence.end]
    ):
        below = _below(notes, sentence.end)
        notes.memory["asked_target"] = below
    asked = [m.date for m in marks if m.kind == "date" and m.date and m.date.first and m.date.last]
    if asked:
        below = _below(notes, sentence.end)
        notes.memory["asked_period"] = below, (str(asked[0].first), str(asked[0].last))
    makers = [m for m in marks if m.kind == "maker"]
    if len({m.label for m in makers}) == 1:
        notes.maker = notes.subject = makers[0].label, makers[0].cls
    elif not makers and (land := asked_land(notes, sentence)):
        notes.subject = land
    elif not makers and notes.text[sentence.end - 1] in "？?" and notes.main_maker():
        notes.maker = notes.subject = notes.main_maker()
    notes.memory["levier"] = next((m.label for m in marks if m.kind in ("country", "region")), None)


def _read_sentence(notes: Notes, sentence: Sentence) -> None:
    run = Run(product=notes.product)
    take_up(notes, run, sentence)
    known = len(notes.drafts)
    whole = notes.subject
    if notes.memory.get("topic_line") not in (None, sentence.line.start):
        notes.memory["topic"], notes.memory["topic_line"] = [], None
    _speaker(notes, sentence)
    _elsewhere(notes, sentence)
    for low, high in _labelled(notes, sentence):
        clause = Clause(
            low,
            high,
            notes.text[low:high],
            notes.within(low, high),
            sentence,
            notes.text[sentence.start : low],
        )
        if rx("by_land").match(clause.text) and low == sentence.start:
            notes.memory["by_land"] = sentence.line.start
        if notes.text[high : high + 1] in ("：", ":") and sentence.first:
            countries = clause.of("country")
            bare = len(countries) == 1 and re.fullmatch(
                "(?:市场|方面|车市|地区|国内|本土)?",
                clause.text.replace(notes.text[countries[0].start : countries[0].end], ""),
            )
            if bare and countries[0].label != "China":
                notes.memory["of_land"] = sentence.line.start, countries[0].label
                if notes.maker is None and "市" in clause.text:
                    notes.subject = countries[0].label, "Country"
                notes.memory["line_country"] = run.place = notes.country = countries[0].label
                run.places = countries
                notes.facility = None
                continue
        _back_from_part(notes, run, clause)
        facility = read_sites(notes, run, clause)
        read_measures(notes, run, clause, facility)
        read_relations(notes, run, clause, facility)
        before = run.subject or notes.subject, notes.subject, notes.maker
        other = (
            read_tariffs(notes, run, clause)
            or read_stakes(notes, run, clause)
            or read_patents(notes, run, clause)
        )
        read_trade(notes, run, clause, rates=not other)
        for mark in clause.of("date"):
            first = notes.memory.get("date_sentence") != notes.number
            if first and mark.date and mark.date.certain and mark.date.first and mark.date.last:
                notes.memory["date"], notes.memory["date_sentence"] = (
                    (mark.date.first, mark.date.last),
                    notes.number,
                )
        countries = [m for m in clause.of("country") if m.label != "China"]
        if countries:
            notes.country = countries[-1].label
            notes.memory["land_line"] = sentence.line.start
        for mark in clause.of("org"):
            home = notes.home_of(mark.label)
            written = notes.text[mark.start : mark.end]
            if home and not countries and "会" in written and not _WIDER.match(written):
                notes.note_land(home)
                notes.memory["land_line"] = sentence.line.start if home != "China" else None
        subject_at(notes, run, clause, clause.end)
        _past_owners(notes, run, clause, before, other)
        if run.subject and run.subject[1] in ("Automaker", "Brand"):
            run.memory.setdefault("actor", run.subject)
    _counted(notes, known, (sentence.start, sentence.end))
    _back_to_whole(notes, sentence, whole)


def _back_from_part(notes: Notes, run: Run, clause: Clause) -> None:
    """其中问界38.7万辆；出口3.2万辆: behind a part that the sentence names, the whole is spoken of again."""
    if clause.text.startswith("其中"):
        run.memory["whole"] = run.subject or notes.subject
        return
    whole: Name | None = run.memory.get("whole")
    if clause.before.endswith("；") and whole and not clause.of("maker", "country", "org"):
        if whole[1] in ("Automaker", "Brand"):
            run.subject = notes.subject = notes.maker = whole
            run.product, run.pool = notes.product, []
        run.memory.pop("whole")


def _past_owners(
    notes: Notes, run: Run, clause: Clause, before: tuple[Name | None, Name | None, Name | None], other: bool
) -> None:
    """Owners are named only in passing: what follows is about the venture, or about who was spoken of before."""
    venture: Name | None = run.memory.get("target")
    opens = venture and any(m.start == clause.start and m.label == venture[0] for m in clause.marks)
    holds = _HOLDS.fullmatch(clause.text) is not None
    own = holds and venture is not None and venture[1] == "Automaker"
    if venture and (own or (other and (opens or _SHARED.search(clause.text)))):
        run.subject = notes.subject = venture
        notes.maker = venture if venture[1] == "Automaker" else notes.maker
    elif holds and before[0] and (run.memory.get("stakes") or "合资" in clause.before):
        run.subject, notes.subject, notes.maker = before


def _elsewhere(notes: Notes, sentence: Sentence) -> None:
    """海外方面，…: the text goes back to the company that its paragraph began with."""
    inside = notes.within(sentence.start, sentence.end)
    if not rx("elsewhere").match(notes.text, sentence.start) or any(m.kind == "maker" for m in inside):
        return
    first = next((m for m in notes.within(sentence.line.start, sentence.start) if m.kind == "maker"), None)
    if first is not None and first.cls == "Automaker":
        notes.maker = notes.subject = (first.label, first.cls)


def _labelled(notes: Notes, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence; the label of a bullet goes with what it labels: 投资：100亿泰铢."""
    label: int | None = None
    for low, high in clauses(notes.text, sentence):
        opens = low == sentence.start and sentence.line.bullet and high - low <= 8
        if opens and notes.text[high : high + 1] in ("：", ":") and not notes.within(low, high):
            label = low
            continue
        yield (low if label is None else label), high
        label = None


def _back_to_whole(notes: Notes, sentence: Sentence, whole: Name | None) -> None:
    """Behind the figures of several brands the text goes on about the company that they belong to."""
    makers = [m for m in notes.within(sentence.start, sentence.end) if m.kind == "maker"]
    brands = {m.label for m in makers if m.cls == "Brand"}
    first = makers[0] if makers and makers[0].cls == "Automaker" else None
    above = (first.label, first.cls) if first else whole
    spoken = notes.subject[0] if notes.subject else ""
    if len(brands) < 2 or spoken not in brands or above is None or above[1] != "Automaker":
        return
    if above[0] in family_of(notes, spoken):
        notes.subject = notes.maker = above


def _counted(notes: Notes, known: int, quote: tuple[int, int]) -> None:
    """Remember what a sentence has counted: exports, sales, or more than one thing."""
    found = {d.property for d in notes.drafts[known:] if d.quote == quote} & {
        "exports",
        "sales",
        "production",
    }
    if found:
        notes.memory["metrics_before"] = found


def _speaker(notes: Notes, sentence: Sentence) -> None:
    """An association speaks for the industry of its country."""
    for mark in notes.within(sentence.start, sentence.end):
        told = re.search("据$", notes.text[max(0, mark.start - 2) : mark.start])  # 据某协会，…
        speaks = told or rx("said").search(notes.text[mark.end : mark.end + 14].lstrip("）)（("))
        if mark.kind == "org" and speaks:
            notes.said = mark.label
            home = notes.home_of(mark.label)
            written = notes.text[mark.start : mark.end]
            union = any(word in mark.label for word in _ASSOCIATIONS) or re.search(
                "协会|商会|联合会|公会", written
            )
            if home and union and not _WIDER.match(written):
                notes.memory["association"] = mark.label
                notes.home = home
                notes.subject = (home, "Country")
            return
    notes.said = notes.said if notes.said == notes.memory.get("association") else None
