"""Who sells or builds for a maker, and whom it works with, by the verbs that say so."""

from autoatlas.loaders.text.frames.stakes import period_at
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.roles import Deed, deeds, group_start, named_behind, subject_of
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period

__all__ = ["read_deals"]


def read_deals(reading: Reading, scene: Scene) -> None:
    """Note the partnerships that a scene states."""
    if not any(letter in scene.tag for letter in "MBOU"):
        return
    for deed in deeds(reading, scene, "deals.handle"):
        _handles(reading, scene, deed)
    for deed in deeds(reading, scene, "deals.build"):
        _builds(reading, scene, deed)
    for deed in deeds(reading, scene, "deals.ally"):
        _allies(reading, scene, deed)
    for deed in deeds(reading, scene, "deals.hire"):
        _hires(reading, scene, deed)
    _called(reading, scene)


def _handles(reading: Reading, scene: Scene, deed: Deed) -> None:
    """``O imports M's cars``, ``M's cars are sold by O``."""
    if deed.passive:
        by = rx("roles.by_behind").match(scene.tag, deed.end)
        firms = named_behind(scene, by.end()) if by else []
        makers = _own_goods(reading, scene, deed.start)
    else:
        firms = subject_of(reading, scene, deed.start)
        makers = _goods(reading, scene, deed.end, [m for m in firms if m.tag in "OU"])
    _pairs(reading, scene, makers, [m for m in firms if m.tag != "B"], deed.verb)
    if deed.passive and makers:
        _others(reading, scene, deed.end, makers)


def _builds(reading: Reading, scene: Scene, deed: Deed) -> None:
    """``O assembles M's cars``, ``O builds the X for M``, ``M's cars are made by O``."""
    tag = scene.tag
    if deed.passive:
        by = rx("roles.by_behind").match(tag, deed.end)
        firms = named_behind(scene, by.end()) if by else []
        if deed.start == deed.verb:  # "cars made by X"
            firms = [m for m in firms if m.tag == "O"]
        makers = _own_goods(reading, scene, deed.start)
    else:
        firms = subject_of(reading, scene, deed.start)
        named = rx("deals.object_its").match(tag, deed.end + 1) is not None or _licensed(reading, scene, deed)
        makers = _goods(reading, scene, deed.end, [m for m in firms if m.tag == "O"]) if named else []
        _, high = reading.clauses.span(deed.end)
        whom = rx("deals.for_whom").match(tag[deed.end : high])
        if whom:
            makers = named_behind(scene, deed.end + whom.start("o"), "MB")
    _pairs(reading, scene, makers, [m for m in firms if m.tag != "B"], deed.verb)


def _licensed(reading: Reading, scene: Scene, deed: Deed) -> bool:
    """Whether it is said that a firm builds another's cars by agreement, not just that it does."""
    low, high = reading.clauses.span(deed.verb)
    return rx("deals.by_agreement").search(scene.tag, low, high) is not None


def _allies(reading: Reading, scene: Scene, deed: Deed) -> None:
    """``M has teamed up with O``, and not what is only being talked of."""
    ones = subject_of(reading, scene, deed.start)
    others = named_behind(scene, deed.end)
    makers = [m for m in ones if m.tag in "MB"]
    if makers:
        _pairs(reading, scene, makers, others, deed.verb, dated=True)
    else:
        _pairs(reading, scene, [m for m in others if m.tag in "MB"], ones, deed.verb, dated=True)
    if makers and others:
        _others(reading, scene, deed.end, makers)


def _others(reading: Reading, scene: Scene, place: int, makers: list[Mention]) -> None:
    """``X is imported by A, Y by B``, ``it works with A in C and in D with B``: what the verb says of others too."""
    for match in rx("deals.more").finditer(scene.tag, place):
        named = [m for m in [scene.at(match.start("a")) if match["a"] else None] if m is not None]
        if match["a"] or rx("deals.in_land").search(match[0]):
            _pairs(reading, scene, named or makers, named_behind(scene, match.end()), match.start())


def _hires(reading: Reading, scene: Scene, deed: Deed) -> None:
    """``M has appointed O as its importer``, ``O has been chosen by M to build the X``."""
    tag = scene.tag
    if deed.passive:
        by = rx("roles.by_behind").match(tag, deed.end)
        makers = named_behind(scene, by.end(), "MB") if by else []
        firms = subject_of(reading, scene, deed.start)
        if not makers and rx("deals.hired_as").match(tag, deed.end):
            role = rx("deals.is_partner_of").search(tag, deed.end - 1)
            makers = scene.group(role, "o", "MB") if role else []
    else:
        makers = [m for m in subject_of(reading, scene, deed.start) if m.tag in "MB"]
        firms = [m for m in named_behind(scene, deed.end) if m.tag in "OU"]
        if firms and not rx("deals.hired_as").match(tag, scene.position(firms[-1].end)):
            firms = []
    _pairs(reading, scene, makers, firms, deed.verb, dated=True)


def _called(reading: Reading, scene: Scene) -> None:
    """``M's importer is O``, ``O, the importer of M``, ``distribution lies in the hands of O``."""
    tag = scene.tag
    for name in ("named_partner", "hands"):
        for match in rx(f"deals.{name}").finditer(tag):
            if rx("deals.former").search(match[0]):
                continue
            firms = named_behind(scene, match.end())
            own = [m for _, m in scene.within(match.start(), match.end(), "MB") if m.cls != "Country"]
            makers = own[:1] or _spoken_of(reading, scene, match.start(), firms)
            _pairs(reading, scene, makers, firms, match.start())
            if name == "hands" and makers and firms:
                _others(reading, scene, match.end(), makers)
    for match in rx("deals.through").finditer(tag):
        firms = [m for m in named_behind(scene, match.end()) if m.tag in "OU"]
        if match["sold"] and not rx("deals.through_sold").search(tag[: match.start()]):
            continue
        makers = [m for m in subject_of(reading, scene, match.start()) if m.tag in "MB"]
        _pairs(reading, scene, makers, firms, match.start())
    for match in rx("deals.with_as").finditer(tag):
        both = [*subject_of(reading, scene, match.start()), *scene.group(match, "who", "MBOU")]
        makers = [m for m in both if m.tag in "MB"]
        _pairs(reading, scene, makers[:1], [m for m in both if m not in makers[:1]], match.start())
    for match in rx("deals.listed").finditer(tag):
        firms = named_behind(scene, match.end())
        makers = subject_of(reading, scene, match.start())
        makers = [m for m in makers if m.tag in "MB"] or _spoken_of(reading, scene, match.start(), firms)
        _pairs(reading, scene, makers, firms, match.start())
    for match in rx("deals.venture_with").finditer(tag):
        makers = scene.group(match, "o", "MB")
        _pairs(reading, scene, makers, named_behind(scene, match.end()), match.start())
    for match in rx("deals.is_makers_partner").finditer(tag):
        firms = subject_of(reading, scene, group_start(tag, match.start()))
        if not rx("deals.former").search(match[0]):
            _pairs(reading, scene, scene.group(match, "o", "MB"), firms, match.start())
    for match in rx("deals.is_partner_of").finditer(tag):
        if rx("deals.former").search(match[0]):
            continue
        firms = subject_of(reading, scene, match.start())
        _pairs(reading, scene, scene.group(match, "o", "MB"), firms, match.start())
        for more in rx("deals.for_more").finditer(tag, match.end()):
            _pairs(reading, scene, scene.group(more, "a", "MB"), scene.group(more, "b", "MOU"), more.start())


def _goods(reading: Reading, scene: Scene, place: int, firms: list[Mention]) -> list[Mention]:
    """Whose cars a verb has for its object."""
    place += scene.tag[place : place + 1] == " "
    named = rx("deals.object_maker").match(scene.tag, place)
    if named:
        whole = "'s B" in named[0]  # "M's B brand": M has agreed on it
        return scene.group(named, "o", "M" if whole else "MB")
    models = rx("deals.object_model").match(scene.tag, place)
    if models:
        return _makers_of(reading, scene.group(models, "x", "X"))
    if firms and rx("deals.object_its").match(scene.tag, place):
        return _spoken_of(reading, scene, place, firms)
    return []


def _own_goods(reading: Reading, scene: Scene, place: int) -> list[Mention]:
    """Whose cars the subject of a verb is."""
    low, _ = reading.clauses.span(place)
    named = [m for _, m in scene.within(low, place, "MBX") if m.cls != "Country"]
    if named:
        return _makers_of(reading, named[-1:]) if named[-1].tag == "X" else named[-1:]
    if rx("deals.own_goods").search(scene.tag[:place]):
        return _spoken_of(reading, scene, low, [])
    return []


def _makers_of(reading: Reading, models: list[Mention]) -> list[Mention]:
    found: dict[str, Mention] = {}
    for model in models:
        entity = reading.registry.find(model.label, "Model")
        maker = reading.registry.find(entity.parent) if entity is not None and entity.parent else None
        if maker is not None:
            found[maker.label] = Mention(0, 0, "B" if maker.cls == "Brand" else "M", maker.label, maker.cls)
    return list(found.values())


def _spoken_of(reading: Reading, scene: Scene, place: int, firms: list[Mention]) -> list[Mention]:
    """The maker that "its" means: of the sentence, else of what was said before, and none of the firms."""
    labels = {m.label for m in firms}
    here = [m for _, m in scene.within(0, place, "MB") if m.cls != "Country" and m.label not in labels]
    if here:
        return here[:1]
    if reading.maker is not None and reading.maker.tag in "MB" and reading.maker.cls != "Country":
        return [reading.maker] if reading.maker.label not in labels else []
    near = [
        m for at, m in reading.makers if scene.index - at <= 3 and m.tag in "MB" and m.label not in labels
    ]
    return near[-1:] if near and near[-1].cls != "Country" else []


def _pairs(
    reading: Reading,
    scene: Scene,
    makers: list[Mention],
    firms: list[Mention],
    place: int,
    *,
    dated: bool = False,
) -> None:
    """Note that makers and firms work together."""
    firms = [m for m in firms if m.tag in "OU"] or firms  # "by O, and M by O": the second is no firm
    modality = reading.clauses.at(place)
    if modality == "none" or not makers or not firms:
        return
    modality = "rumoured" if modality == "rumoured" else "actual"
    period = period_at(reading, scene, place, modality) if dated else Period(None, None)
    if period.start and reading.published and period.start > reading.published:
        period = Period(None, None)
    for maker in makers:
        for firm in firms:
            firm_ = _company(reading, scene, firm)
            if firm_ is None or "Country" in (firm_.cls, maker.cls) or _related(reading, maker, firm_):
                continue
            reading.add(
                "partnersWith",
                maker,
                object=firm_,
                modality=modality,
                start=period.start,
                end=period.end,
                confidence=0.82,
            )
            reading.memory.setdefault("deals", {}).setdefault(firm_.label, {})[maker.label] = maker


def _company(reading: Reading, scene: Scene, mention: Mention) -> Mention | None:
    """A company by its place in the sentence, though nobody knows its name."""
    if mention.tag != "U":
        return mention if mention.tag != "O" or not rx("owners.no_company").search(mention.label) else None
    around = scene.text[max(0, mention.start - 14) : mention.start]
    if rx("owners.no_company").search(mention.label) or rx("owners.no_company").search(around):
        return None
    mention.tag, mention.cls = "O", "Organization"
    reading.learned[mention.label] = ("O", "Organization", mention.label)
    return mention


def _related(reading: Reading, one: Mention, two: Mention) -> bool:
    """Whether two companies are one, belong to each other, or one bears the other's name."""
    if one.label == two.label or one.label.split()[0] in two.label.split():
        return True  # "DICV", whose full name is Daimler India Commercial Vehicles
    if reading.venture is not None and reading.venture.label in (one.label, two.label):
        return True
    first, second = reading.registry.find(one.label), reading.registry.find(two.label)
    return (first is not None and first.parent == two.label) or (
        second is not None and second.parent == one.label
    )
