"""The reader of articles: sentence by sentence, what is named, what is meant, and what each frame finds in it."""

from collections.abc import Callable

from autoatlas.loaders.document import Document
from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.arms import name_arms
from autoatlas.loaders.text.blocks import Block, blocks, sentences
from autoatlas.loaders.text.discourse import enter_block, leave_scene, new_section, note_dateline
from autoatlas.loaders.text.facilities import read_sites
from autoatlas.loaders.text.finish import finish
from autoatlas.loaders.text.frames.counting import metric_cues
from autoatlas.loaders.text.frames.deals import read_deals
from autoatlas.loaders.text.frames.events import read_events
from autoatlas.loaders.text.frames.figures import read_figures
from autoatlas.loaders.text.frames.goals import read_goals
from autoatlas.loaders.text.frames.launches import read_launches
from autoatlas.loaders.text.frames.markets import read_markets
from autoatlas.loaders.text.frames.modes import read_modes
from autoatlas.loaders.text.frames.owners import read_owners
from autoatlas.loaders.text.frames.patents import read_patents
from autoatlas.loaders.text.frames.presence import read_presence
from autoatlas.loaders.text.frames.products import read_products
from autoatlas.loaders.text.frames.relations import read_relations
from autoatlas.loaders.text.frames.sheet import leave_sheet, read_fact_sheet
from autoatlas.loaders.text.frames.stakes import note_part_owned
from autoatlas.loaders.text.frames.state import read_states
from autoatlas.loaders.text.frames.stock import read_stock
from autoatlas.loaders.text.frames.tariffs import read_tariffs
from autoatlas.loaders.text.frames.technology import read_technology
from autoatlas.loaders.text.frames.trade import note_measure, read_trade
from autoatlas.loaders.text.frames.trade_report import note_asked
from autoatlas.loaders.text.frames.trade_value import read_values
from autoatlas.loaders.text.knowledge import knowledge, rx
from autoatlas.loaders.text.lead_ins import note_heading, note_label
from autoatlas.loaders.text.names import names
from autoatlas.loaders.text.new_names import name_unknowns
from autoatlas.loaders.text.own_names import names_of_text
from autoatlas.loaders.text.percent_lists import share_percent
from autoatlas.loaders.text.questions import note_question, read_answer
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.references import resolve_references
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.short_models import name_short_models
from autoatlas.loaders.text.slots import period_of, product_at
from autoatlas.loaders.text.tables import read_row, sheet_line
from autoatlas.loaders.text.titles import title_scene
from autoatlas.ontology.terms import Fact

__all__ = ["read_facts"]

_FRAMES: tuple[Callable[[Reading, Scene], None], ...] = (
    read_fact_sheet,
    read_states,
    read_relations,
    read_figures,
    read_goals,
    read_stock,
    read_trade,
    read_values,
    read_events,
    read_products,
    read_modes,
    read_presence,
    read_markets,
    read_launches,
    read_owners,
    read_deals,
    read_tariffs,
    read_technology,
    read_patents,
)


def read_facts(document: Document) -> list[Fact]:
    """Read an article.

    Parameters
    ----------
    document : Document

    Returns
    -------
    list of Fact
        What the text states, in its order; quotes are cut from ``document.text``.
    """
    from autoatlas.loaders.text.zh import is_chinese, read_facts_zh

    if is_chinese(document.text, document.body):
        return read_facts_zh(document)
    reading = Reading(document, knowledge("en"), names())
    if not _about_cars(reading):
        return []
    _title(reading)
    for block in blocks(document.text, document.body):
        _read_block(reading, block)
    return finish(reading, names_of_text(reading))


def _about_cars(reading: Reading) -> bool:
    """Whether a text speaks of vehicles at all: makers are also named in reports from matches and exchanges."""
    text = reading.text
    hits = sum(
        1
        for _ in zip(
            range(200),
            rx("reader.about_cars_hits").finditer(text, reading.document.body),
            strict=False,
        )
    )
    hits += len(rx("reader.about_cars_hits").findall((reading.document.title or "")[:300]))
    hits += sum(mention.tag == "X" for mention in reading.all)
    makers = sum(mention.tag in "MB" for mention in reading.all)
    foreign = sum(
        1
        for _ in zip(
            range(200),
            rx("reader.about_cars_foreign").finditer(
                text, reading.document.body, reading.document.body + 40_000
            ),
            strict=False,
        )
    )
    if foreign >= 3 and foreign > hits:
        return False
    hits += makers // 2
    body = reading.document.body
    words = min(text.count(" ", body) - 2 * text.count(" | ", body) + 1, 6_000)
    return (hits >= 1 and hits * 300 >= words) or (
        makers > 0 and (words <= 25 or (words <= 60 and not foreign))
    )


def _titular(reading: Reading, title: str, length: int, cls: str, label: str) -> bool:
    """Whether a name in a title can be what the text is about: a maker, or a company that is all of the title."""
    if cls in ("Automaker", "Brand") or label in reading.battery_makers:
        return True
    return cls == "Organization" and length >= len(title.strip())


def _title(reading: Reading) -> None:
    """What the title says of the subject of the whole."""
    title = reading.document.title or ""
    countries, makers, towns = [], [], []
    for begin, end, entry in reading.finder.find(title):
        if entry.adjective:
            continue
        if entry.cls == "Country":
            countries.append(entry.label)
        elif entry.cls == "Place" and not entry.weak:
            towns.append(entry.label)
        elif not entry.weak and _titular(reading, title, end - begin, entry.cls, entry.label):
            if rx("reader.title_partner").match(title, end):
                continue
            makers.append(reading.finder.mention(begin, end, entry))
    for metric in ("exports", "sales", "production", "registrations"):
        if re.search(rf"(?<![\w-]){metric}\b", title.lower()):
            reading.memory["document_topic"] = reading.memory["topic"] = (
                "sales" if metric == "registrations" else metric
            )
            break
    scene = title_scene(reading)
    if scene is not None:
        cues = metric_cues(reading, scene)
        if cues and "topic" not in reading.memory:
            reading.memory["document_topic"] = reading.memory["topic"] = cues[0][2]
        dates = [m for _, m in scene.all("D") if m.date.first and m.date.last and m.date.kind != "day"]
        if len(dates) == 1:
            reading.memory["document_period"] = reading.memory["topic_period"] = period_of(dates[0])
        lands = {m.label for at, m in scene.all("A") if rx("reader.title_land").match(scene.tag, at + 1)}
        if not countries and len(lands) == 1:
            countries = list(lands)
    if len(set(countries)) == 1:
        reading.title_country = countries[0]
        if countries[0] != "China":
            reading.memory["text_market"] = countries[0]
    if len({maker.label for maker in makers}) == 1:
        reading.section_maker = reading.maker = makers[0]
        reading.memory["title_maker"] = makers[0]
    if len(set(towns)) == 1 and not makers:
        reading.memory["text_town"] = towns[0]
    reading.memory["named_countries"] = {m.label for m in reading.all if m.tag in "CA" and m.cls == "Country"}


def _read_block(reading: Reading, block: Block) -> None:
    if block.kind in ("row", "header"):
        block = sheet_line(reading, block) or block
    enter_block(reading, block)
    if block.kind in ("row", "header"):
        read_row(reading, block)
        return
    if block.label is not None and block.label[1] <= block.start:
        _run_in(reading, block)
    reading.block_date = _label_date(reading, block)
    note_label(reading, block)
    for sentence in sentences(reading.text, block):
        scene = reading.enter(sentence)
        if sentence.first and block.kind not in ("bullet",):
            reading.memory["paragraph_country"] = reading.memory["block_country"] = None
        note_asked(reading, scene)
        if not scene.mentions and reading.facility is None:
            note_measure(reading, scene)
            continue
        _prepare(reading, scene)
        if block.kind == "heading":
            note_question(reading, scene)
            leave_scene(reading, scene)
            _topic(reading, scene)
            note_heading(reading, scene)
            leave_sheet(reading, scene)
            continue
        if scene.tag.rstrip().endswith("?"):
            _question(reading, scene)
            continue
        _denials(reading, scene)
        _market(reading, scene)
        _note(reading, scene)
        for frame in _FRAMES:
            frame(reading, scene)
        _denials(reading, scene)
        reading.memory["last_scene"] = scene
        leave_scene(reading, scene)
        named = product_at(reading, scene, 0, len(scene.tag))
        if named:
            reading.memory["product_topic"] = (scene.index, named)
        plain = [m for _, m in scene.all("C") if m.tag == "C"]
        if plain:
            reading.memory["paragraph_country"] = plain[-1].label
            if sentence.first:
                reading.memory["block_country"] = plain[0].label


def _note(reading: Reading, scene: Scene) -> None:
    """``All figures are for new energy vehicles``: what the counts of a text are of."""
    whole = rx("reader.all_figures").match(scene.tag)
    if not whole:
        return
    reading.memory["text_product"] = product_at(reading, scene, 0, len(scene.tag))
    stop = scene.tag.find(";", whole.end())
    dates = scene.within(whole.end(), stop if stop > 0 else len(scene.tag), "D")
    if len(dates) == 1 and dates[0][1].date.first and scene.index < 6:
        reading.memory["text_period"] = period_of(dates[0][1])


def _market(reading: Reading, scene: Scene) -> None:
    """The market that a text opens with is the one its shares are of."""
    match = rx("reader.text_market").search(scene.tag) if scene.index < 4 else None
    group = next((name for name in ("c", "in", "of") if match[name]), "") if match else ""
    mention = scene.at(match.start(group)) if match else None
    if mention is not None:
        reading.memory.setdefault("text_market", mention.label)


def _denials(reading: Reading, scene: Scene) -> None:
    """What was reported and is denied in the next breath is no fact."""
    if rx("reader.denials_denied_denies").search(scene.tag):
        for facility in reading.facilities:
            if facility.rumoured and facility.quote[1] > scene.sentence.start - 400:
                facility.uncertain = True
        reading.drafts = [
            draft
            for draft in reading.drafts
            if not (draft.modality == "rumoured" and draft.quote[1] > scene.sentence.start - 400)
        ]


def _prepare(reading: Reading, scene: Scene) -> None:
    name_arms(reading, scene)
    name_short_models(reading, scene)
    name_unknowns(reading, scene)
    resolve_references(reading, scene)
    note_dateline(reading, scene)
    share_percent(reading, scene)
    _speaker(reading, scene)
    read_sites(reading, scene)
    read_answer(reading, scene)


def _label_date(reading: Reading, block: Block) -> Mention | None:
    """The date in front of an entry of a timeline: ``March 2015: …``."""
    if block.label is None:
        return None
    low, high = block.label
    first = max(0, reading.at(low) - 2)
    for mention in reading.all[first : first + 40]:
        if mention.start > high:
            return None
        if (
            mention.tag == "D"
            and low <= mention.start
            and mention.end <= high + 1
            and (mention.date.first or mention.date.last)
        ):
            return mention
    return None


def _run_in(reading: Reading, block: Block) -> None:
    """A bold heading in front of a paragraph: its country or maker is that of the paragraph."""
    assert block.label is not None
    low, high = block.label
    first = reading.at(low)
    inside = [m for m in reading.all[first : first + 40] if m.start >= low and m.end <= high]
    reading.memory["topic"] = reading.memory.get("document_topic")
    new_section(
        reading, {m.label for m in inside if m.cls == "Country"}, {m.label for m in inside if m.tag in "MB"}
    )
    if reading.section_maker is not None:
        reading.maker = reading.section_maker
    for mention in inside:
        if mention.cls == "Country":
            reading.section_country = reading.country = mention.label
        elif mention.tag in "MB":
            reading.section_maker = reading.maker = mention
    if len(inside) == 1 and inside[0].tag == "O":
        reading.maker = inside[0]  # "**X** (XM) is an assembler of cars. It operates …"
    if len(inside) == 1 and inside[0].tag == "P" and inside[0].label in reading.know.phrases["news_towns"]:
        _seat(reading, inside[0])


def _seat(reading: Reading, town: Mention) -> None:
    """``**OTTAWA.** …``: what a capital stands for."""
    power = reading.know.tables["capitals"].get(town.label)
    entity = reading.registry.find(town.label, "Place")
    country = power or (entity.country if entity is not None else None)
    if country:
        reading.section_country = reading.country = country


def _topic(reading: Reading, scene: Scene) -> None:
    from autoatlas.loaders.text.frames.trade import read_trade as remember

    tag_before = scene.tag
    if not re.search("[VNZQ]", tag_before):
        remember(reading, scene)
    markets = [
        m.label
        for _, m in scene.all("CR")
        if re.search(r"\bin (?:the )?$", scene.tag[: scene.position(m.start)])
    ]
    reading.memory["section_market"] = markets[0] if len(markets) == 1 else None


def _first_named(reading: Reading) -> Mention | None:
    """The company that the first sentence of a text is about."""
    if not reading.makers or reading.makers[0][0] > 1:
        return None
    return reading.makers[0][1]


def _question(reading: Reading, scene: Scene) -> None:
    """A question names what its answer is about, and states nothing."""
    note_question(reading, scene)
    note_part_owned(reading, scene)
    if rx("reader.question_asks").match(scene.tag):
        for _, mention in scene.all("F"):
            facility = mention.facility
            if facility is not None and facility.born == scene.index:
                facility.uncertain = True
                reading.recent = [known for known in reading.recent if known is not facility]
                if reading.facility is facility:
                    reading.facility = None
    leave_scene(reading, scene)


def _speaker(reading: Reading, scene: Scene) -> None:
    """Who speaks for the whole: "we at X", "answers were given on behalf of X", "all figures: Y"."""
    tag = scene.tag
    whole = rx("reader.speaker_whole").search(tag)
    if whole:
        group = "who" if whole["who"] else "src" if whole["src"] else "from"
        mention = scene.at(whole.start(group))
        if mention is not None:
            reading.said_by = mention.label
            if group == "who":
                reading.we = mention
    we = rx("reader.speaker_we").search(tag)
    if we:
        group = "who" if we["who"] else "who2" if we["who2"] else "who3"
        reading.we = scene.at(we.start(group))
    said = rx("reader.speaker_said").search(tag)
    if said and rx("reader.speaker_we_our").search(tag):
        reading.we = scene.at(said.start("who"))
    main = reading.section_maker or reading.memory.get("title_maker")
    if main is None:
        main = _first_named(reading)
    speaks = main is not None and main.cls != "Country" and rx("reader.speaker_we_our").search(tag)
    if reading.we is None and main is not None and speaks:
        reading.we = Mention(0, 0, main.tag, main.label, main.cls)
