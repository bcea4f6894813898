"""Shares told in other ways than "X has Z of the market": by what bought cars were, of a group, of a kind, going on."""

from typing import Any

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import product_at

__all__ = ["Told", "told_share"]

Told = tuple[str | None, str | None, Mention | None, str | None]
_NOTHING: Told = (None, None, None, None)


def told_share(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """Property, product, holder and market of a share that the usual words do not tell."""
    for way in (
        _of_level,
        _of_those_sold,
        _of_all_sold,
        _of_them,
        _their_share,
        _in_segment,
        _at_the_top,
        _in_a_row,
        _ones,
    ):
        found = way(reading, scene, place, state, levels)
        if found[0] is not None:
            return found
    counted = _account_for(reading, scene, place, state, levels)
    if counted[0] is not None:
        return counted
    ranked = _ranked(reading, scene, place, state, levels)
    if ranked[0] is not None:
        return ranked
    if state is None or scene.index - state["scene"] > 1:
        return _NOTHING
    for way in (_elsewhere, _other_kind, _of_it, _those_makers):
        found = way(reading, scene, place, state, levels)
        if found[0] is not None:
            return found
    return _NOTHING


def _makers(mention: Mention) -> Mention:
    """A country named for its makers, as their name."""
    if mention.tag in "MB":
        return mention
    return Mention(mention.start, mention.end, "M", mention.label, "Country", kind="makers")


def _of_level(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``sold 9,800 cars, 4.6% of the market``; ``That was 16.8% of the market``: the share that a count makes."""
    tag = scene.tag
    near = [known for known in levels if known.subject is not None and scene.index - known.scene <= 1]
    if not near or near[-1].metric != "sales":
        return _NOTHING
    last = near[-1]
    if last.scene == scene.index:
        told = rx("report.apposed_share").fullmatch(tag, last.position, place)
        told = told or rx("report.that_was_share").search(tag, last.position, place)
    else:
        told = rx("report.that_was_share").search(tag[:place])
    going_on = state is not None and state["prop"] == "marketShare" and scene.index - state["scene"] <= 2
    comes = told is not None and rx("report.comes_to").search(told[0]) and last.product
    said = told is not None and (comes or "share" in told[0] or (going_on and told[0].endswith(" or ")))
    if not said and not rx("report.of_market").match(tag, place + 1):
        return _NOTHING
    if told is None or scene.within(last.position if last.scene == scene.index else 0, place, "MBX"):
        return _NOTHING
    if last.subject.tag in "MB" and last.place and last.place not in ("overseas", last.subject.label):
        return "marketShare", last.product, last.subject, last.place
    if last.product and (last.subject.tag in "CR" or last.place in (None, "overseas")):
        return "salesShare", last.product, last.subject, last.place
    return _NOTHING


def _of_all_sold(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``Of all cars sold in C, 2% came from a Chinese maker``; ``97% of the cars sold in C were electric``."""
    tag = scene.tag
    ahead = rx("shares.told_of_all").search(tag[:place])
    behind = rx("shares.told_of_cars").match(tag, place)
    match = ahead or behind
    if match is None:
        return _NOTHING
    where = scene.at(match.start("where")) if match["where"] else None
    label = where.label if where is not None else reading.memory.get("text_market") or reading.country
    after = match.end() if behind else place + 1
    came = rx("shares.told_came").match(tag, after)
    who = scene.at(came.start("who")) if came else None
    if who is not None and label and who.label != label:
        return "marketShare", None, _makers(who), str(label)
    kind = rx("shares.told_were").match(tag, after)
    product = product_at(reading, scene, kind.start("what"), kind.end()) if kind else None
    if product and label:
        cls = where.cls if where is not None and where.cls else "Country"
        tagged = "R" if cls == "Region" else "C"
        return "salesShare", product, Mention(0, 0, tagged, str(label), cls), None
    return _NOTHING


def _of_them(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``60 percent of them NEVs``, ``30 percent of them abroad``, ``a third of them Chinese``."""
    match = rx("shares.told_of_them").match(scene.tag, place)
    near = [known for known in levels if known.subject is not None and scene.index - known.scene <= 1]
    if match is None or not near:
        return _NOTHING
    last = near[-1]
    rest = match.end()
    if (
        last.metric == "sales"
        and last.subject.tag in "MB"
        and rx("shares.told_abroad").match(scene.tag, rest)
    ):
        return "overseasShare", None, last.subject, None
    who = rx("shares.told_who").match(scene.tag, rest)
    makers = scene.at(who.start("who")) if who else None
    if makers is not None and last.metric == "sales" and last.subject.tag == "C":
        return "marketShare", None, _makers(makers), last.subject.label
    kind = rx("shares.told_kind_of_them").match(scene.tag, rest)
    product = product_at(reading, scene, rest, kind.end()) if kind else None
    if kind and product is None:
        product = reading.know.tables["cell_products"].get(kind["what"].strip())
    if product is None or product == last.product:
        return _NOTHING
    shares = {"exports": "exportsShare", "production": "productionShare", "sales": "salesShare"}
    return shares.get(last.metric), product, last.subject, None


def _their_share(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``Their share of the market rose to 5.9%``: of the makers, or the kind of vehicle, just spoken of."""
    match = rx("shares.told_their").search(scene.tag[:place])
    near = [known for known in levels if known.subject is not None and scene.index - known.scene <= 1]
    if match is None or not near or scene.within(match.start(), place, "MB"):
        return _NOTHING
    last = near[-1]
    if last.subject.tag in "CR":
        if not last.product:
            return _NOTHING
        shares = {"exports": "exportsShare", "production": "productionShare"}
        return shares.get(last.metric, "salesShare"), last.product, last.subject, None
    if last.subject.tag not in "MB" or not last.place or last.place == "overseas" or last.metric != "sales":
        return _NOTHING
    return "marketShare", None, last.subject, last.place


def _in_segment(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``Of the electric segment they had 12.8%``: the share of before, within one kind of vehicle."""
    match = rx("shares.told_segment").search(scene.tag[:place])
    if match is None or state is None or state["prop"] != "marketShare" or scene.index - state["scene"] > 2:
        return _NOTHING
    words = scene.tag[match.start("what") : match.end("what")].strip()
    product = product_at(reading, scene, match.start("what"), match.end("what"))
    product = product or reading.know.tables["cell_products"].get(words)
    named = scene.within(match.end("what"), place, "MB")
    subject = named[0][1] if named else state["subject"]
    return ("marketShare", product, subject, state["place"]) if product else _NOTHING


def _elsewhere(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``In the United Kingdom it was 23.4%``: the same share in another country."""
    match = rx("shares.told_in").search(scene.tag[:place])
    land = scene.at(match.start("c")) if match else None
    if land is None or state is None or land.cls not in ("Country", "Region"):
        return _NOTHING
    if state["prop"] == "marketShare":
        return "marketShare", state["product"], state["subject"], land.label
    if state["subject"].tag in "CR":
        return state["prop"], state["product"], land, None
    return _NOTHING


def _other_kind(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``Hybrids made up 1.4 percent``: another kind of vehicle in the same whole."""
    match = rx("shares.told_kind").search(scene.tag[:place])
    if match is None or state is None or state["prop"] == "marketShare":
        return _NOTHING
    product = product_at(reading, scene, match.start("what"), match.end("what"))
    if product is None or product == state["product"]:
        return _NOTHING
    return state["prop"], product, state["subject"], None


def _of_it(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``had 0.4% of the market in January 2024 and 4.7% of it in January 2025``."""
    if state is None or not rx("shares.told_of_it").match(scene.tag, place):
        return _NOTHING
    return state["prop"], state["product"], state["subject"], state["place"]


def _those_makers(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``A year ago the Chinese had held 10.4%``: the makers whose share the sentences before have told."""
    match = rx("shares.told_makers").search(scene.tag[:place])
    makers = scene.at(match.start("a")) if match else None
    if makers is None or state is None or state["prop"] != "marketShare" or makers.cls != "Country":
        return _NOTHING
    return "marketShare", state["product"], _makers(makers), state["place"]


def _of_those_sold(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``Of the 14,329 cars that Norwegians registered, 98.3% were electric``: a kind, or makers, of that count."""
    here = [known for known in levels if known.scene == scene.index and known.metric == "sales"]
    ahead = rx("shares.told_of_those").match(scene.tag) or rx("shares.told_of_which").search(
        scene.tag[:place]
    )
    if not here or ahead is None or here[-1].subject is None or here[-1].position > place:
        return _NOTHING
    last = here[-1]
    kind = rx("shares.told_were").match(scene.tag, place + 1)
    product = product_at(reading, scene, kind.start("what"), kind.end()) if kind else None
    if kind and product is None:
        product = reading.know.tables["cell_products"].get(kind["what"].strip().split()[0])
    return ("salesShare", product, last.subject, last.place) if product else _NOTHING


def _market_told(reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None) -> str | None:
    """The market that a leader is ahead in: in the clause, of the share before, or of the text."""
    lands = [m for p, m in scene.within(0, place, "CR") if rx("shares.land_in").search(scene.tag[:p])]
    if lands:
        return lands[-1].label
    if state is not None and scene.index - state["scene"] <= 2 and state["place"]:
        return str(state["place"])
    told = reading.memory.get("text_market")
    return str(told) if told else None


def _at_the_top(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``X stayed at the top of the Brazilian market with 21%``; ``among electric cars X leads with 59%``."""
    before = scene.tag[:place]
    top = rx("shares.told_top").search(before)
    if top is not None:
        who, land = scene.at(top.start("who")), scene.at(top.start("a"))
        if who is None or land is None or who.cls == "Country":
            return _NOTHING
        return "marketShare", product_at(reading, scene, top.start("a"), top.end()), who, land.label
    among = rx("shares.told_among").search(before)
    who = scene.at(among.start("who")) if among else None
    if among is None or who is None or who.cls == "Country":
        return _NOTHING
    product = product_at(reading, scene, among.start("what"), among.end("what"))
    market = _market_told(reading, scene, place, state)
    return ("marketShare", product, who, market) if product and market else _NOTHING


def _account_for(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``Chinese brands already account for 9.7%``: of the market that the sentences before have told of."""
    match = rx("shares.told_account").search(scene.tag[:place])
    who = scene.at(match.start("who")) if match else None
    whole = rx("shares.of_them").match(scene.tag, place + 1)
    other = rx("shares.goes_on_no").match(scene.tag, place + 1) or scene.tag.startswith(" of", place + 1)
    if match is None or who is None or ((other or match["has"]) and not whole):
        return _NOTHING
    near = [known for known in levels if scene.index - known.scene <= 2 and known.metric == "sales"]
    told = state is not None and state["prop"] == "marketShare" and scene.index - state["scene"] <= 2
    lands = [known.subject.label for known in near if known.subject is not None and known.subject.tag in "CR"]
    lands += [known.place for known in near if known.place and known.place != "overseas"]
    market = state["place"] if told and state is not None else lands[-1] if lands else None
    return ("marketShare", None, _makers(who), market) if market and market != who.label else _NOTHING


def _ranked(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``Toyota remained first with 24.8%``: of the market whose size the sentences before have told."""
    match = rx("shares.told_rank").search(scene.tag[:place])
    who = scene.at(match.start("who")) if match else None
    if who is None or who.cls == "Country":
        return _NOTHING
    if state is not None and state["prop"] == "marketShare" and scene.index - state["scene"] <= 2:
        return "marketShare", state["product"], who, state["place"]
    for known in reversed(levels):
        near = known.metric == "sales" and scene.index - known.scene <= 2 and known.subject is not None
        if near and known.subject.tag in "CR" and known.place is None:
            return "marketShare", known.product, who, known.subject.label
    market = _market_told(reading, scene, place, state)
    return ("marketShare", None, who, market) if market else _NOTHING


def _in_a_row(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``X had 8.1, Y 4.2 and Z 2.9 percent of the Brazilian market``."""
    for row in rx("shares.told_row").finditer(scene.tag):
        if not row.start() < place < row.end():
            continue
        named = rx("shares.told_holder").search(scene.tag, row.start(), place)
        who, land = scene.at(named.start("who")) if named else None, scene.at(row.start("a"))
        if who is None or land is None or who.cls == "Country":
            return _NOTHING
        return "marketShare", product_at(reading, scene, row.start("a"), row.end()), who, land.label
    return _NOTHING


def _ones(
    reading: Reading, scene: Scene, place: int, state: dict[str, Any] | None, levels: list[Any]
) -> Told:
    """``sold 763,389 cars, and fully electric ones had a share of 23%``: of those sales."""
    match = rx("shares.told_ones").search(scene.tag[:place])
    here = [known for known in levels if known.scene == scene.index and known.metric == "sales"]
    if match is None or not here or here[-1].subject is None:
        return _NOTHING
    product = (
        "bev" if "electric" in match["what"] else product_at(reading, scene, match.start("what"), match.end())
    )
    return ("salesShare", product, here[-1].subject, here[-1].place) if product else _NOTHING
