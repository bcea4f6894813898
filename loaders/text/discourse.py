"""What is being spoken of: opened by a block, kept from sentence to sentence."""

from autoatlas.loaders.text.blocks import Block
from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.frames.sheet_company import keeps_maker
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.places import PlaceName, place_phrase
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = ["enter_block", "leave_scene", "new_section", "note_dateline", "subject_before"]


def enter_block(reading: Reading, block: Block) -> None:
    """Note what a new block changes: a heading opens a section, a paragraph forgets the places of the one before."""
    reading.block = block
    if block.kind == "heading" and (block.level or block.end - block.start < 60):
        reading.section_country = None
        reading.section_maker = None
    if block.kind == "heading":
        raw = reading.text[block.start : block.end].strip(" *_#:.")
        reading.memory["plants_listed"] = bool(rx("facilities.heading_of_plants").fullmatch(raw))
    if block.kind not in ("bullet", "row", "header"):
        reading.paragraph_places = []
    main = reading.section_maker or reading.memory.get("title_maker")
    if block.kind == "bullet" and main is not None and not _runs_any(reading, reading.maker):
        reading.maker = main


def _runs_any(reading: Reading, maker: Mention | None) -> bool:
    return maker is not None and any(
        site.operator is not None and site.operator[0] == maker.label for site in reading.facilities
    )


def _phrase_start(scene: Scene, at: int) -> int:
    """Where the words around a name begin: "the Indian state of X"."""
    lead = rx("discourse.phrase_start_lead").search(scene.tag[max(0, at - 40) : at])
    return at - len(lead[0]) if lead else at


def new_section(reading: Reading, countries: set[str], makers: set[str]) -> None:
    """A section about one country or maker leaves the sites of others behind."""
    if not countries and not makers:
        return

    def stays(facility: Facility) -> bool:
        country = facility.country[0] if facility.country else (facility.hint or "").lstrip("~=")
        if countries and country and country not in countries:
            return False
        return not (makers and facility.operator is not None and facility.operator[0] not in makers)

    reading.recent = [facility for facility in reading.recent if stays(facility)]
    if reading.facility is not None and not stays(reading.facility):
        reading.facility = None
    reading.section_facility = None


def subject_before(scene: Scene, place: int, start: int = 0, tags: str = "MBO") -> Mention | None:
    """The first maker named between ``start`` and a place, which is most often the subject."""
    found = scene.within(start, place, tags)
    return found[0][1] if found else None


def _acting(scene: Scene, place: int, mention: Mention) -> bool:
    """Whether an organisation opens a sentence as a firm that does things, not as one that speaks of others."""
    line = rx("discourse.dateline").match(scene.tag) if scene.index <= 4 else None
    low = line.end() if line is not None and line.end() <= place else 0
    return (
        place - low <= 9
        and not rx("discourse.no_firm").search(mention.label)
        and not rx("discourse.speaks").match(scene.tag[place + 1 :])
        and rx("discourse.opens").match(scene.tag[low:place].lstrip()) is not None
    )


def note_dateline(reading: Reading, scene: Scene) -> None:
    """Note the town that a report was written in, ``TOWN, March 4 (Agency) - …``, ahead of what it tells."""
    if scene.index > 4 or reading.dateline or scene.sentence.block.kind != "paragraph":
        return
    line = rx("discourse.dateline").match(scene.tag)
    if line is not None:
        reading.dateline, _ = place_phrase(scene, line.start("p"), reading.know)
        alone = line.end() >= len(scene.tag.rstrip())
        reading.memory["dateline_ends"] = (scene.index, line.end() if alone else -1)


def leave_scene(reading: Reading, scene: Scene) -> None:
    """Remember who and where the sentence was about."""
    heading = scene.sentence.block.kind == "heading"
    makers = scene.all("MBOF") if not keeps_maker(reading, scene) else []
    subject = None
    for place, mention in makers:
        if mention.tag == "F":
            facility = mention.facility
            if facility is None or facility.operator is None:
                continue
            label, cls = facility.operator
            candidate = Mention(0, 0, {"Brand": "B", "Organization": "O"}.get(cls, "M"), label, cls)
        else:
            candidate = mention
        if mention.tag == "O" and not _acting(scene, place, mention):
            continue
        lead = scene.tag[:place]
        if rx("discourse.leave_scene_after_like").search(lead):
            continue
        if reading.maker is not None and rx("discourse.agent").search(lead):
            continue  # "The plant, opened by Ford in 1940, …": it is not Ford that is spoken of
        if reading.maker is not None and rx("discourse.is_object").search(lead):
            continue  # "Some 120 developers adapt the X": X is not who goes on to act
        if rx("discourse.owner_of_next").match(scene.tag, place + 1) or rx(
            "facilities.subject_subsidiary_arm"
        ).match(scene.tag, place + 1):
            continue  # "Dongfeng's Voyah has …": it is Voyah that has
        subject = candidate
        break
    if subject is not None and not (
        subject.reference
        and subject.kind != "makers"
        and reading.maker is not None
        and subject.label == reading.maker.label
    ):
        reading.maker = subject
    if reading.we is not None and rx("discourse.we_act").match(scene.tag):
        reading.maker = reading.we
    opens = rx("facilities.stranger_opens").match(scene.tag)
    stranger = scene.at(opens.start("who")) if opens else None
    if stranger is not None and opens is not None and not rx("facilities.ceremony").search(opens[0]):
        reading.memory["stranger"] = (scene.index, Mention(0, 0, "O", stranger.label, "Organization"))
    for _, mention in makers:
        if mention.tag in "MBO" and not mention.reference:
            reading.makers.append((scene.index, mention))
    del reading.makers[:-40]
    lands = scene.all("C")
    meant = [m for p, m in lands if not rx("discourse.origin").search(scene.tag[max(0, p - 40) : p])]
    for mention in meant or ([m for _, m in lands] if reading.country is None else []):
        reading.country = mention.label
    if heading:
        new_section(
            reading,
            {m.label for _, m in scene.all("CA") if m.cls == "Country"},
            {m.label for _, m in scene.all("MB") if m.cls != "Country"},
        )
        named = [m for _, m in scene.all("MB") if m.cls != "Country"]
        if len({m.label for m in named}) == 1:
            reading.section_maker = reading.maker = named[0]
        countries = {m.label for _, m in scene.all("CA") if m.cls == "Country"}
        if len(countries) == 1:
            reading.section_country = reading.country = countries.pop()
    for _, mention in scene.all("R"):
        reading.memory["region"] = mention
    called = [m.label for _, m in scene.all("MBO") if m.cls != "Country"]
    if called:
        for _, mention in scene.all("P"):
            reading.memory.setdefault("place_makers", {}).setdefault(mention.label, []).extend(called)
    done = reading.memory.get("dateline_ends", (0, -1))
    done = done[1] if done[0] == scene.index else -1
    for at, mention in scene.all("PU"):
        if mention.tag == "U" or at <= done:
            continue
        names, end = place_phrase(scene, _phrase_start(scene, at), reading.know)
        done = end
        if rx("facilities.not_there").search(scene.tag[max(0, at - 14) : at]):
            continue  # "a customer from Lyon" is no place where something stands
        reading.place = mention
        reading.paragraph_places.append((scene.index, mention))
        if names and names[0].kind not in ("country", "region"):
            reading.spot = names
    for _, mention in scene.all("F"):
        facility = mention.facility
        if facility is not None:
            town = facility.place()
            if town and not (facility.country and facility.country[0] == town):
                reading.place = Mention(0, 0, "P", town, "Place")
                reading.spot = [PlaceName(town, "")]
            if facility.country:
                reading.country = facility.country[0]
