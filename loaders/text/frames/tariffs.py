"""Duties: who levies them, on whom, how much, on what, and since when."""

from autoatlas.loaders.text import rex as re

from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period, date_in_clause, period_of, product_at

__all__ = ["read_tariffs"]

_DUTY = re.compile(
    r"(?<![a-z])(?:tariffs?|dut(?:y|ies)|surcharges?|surtax(?:es)?|lev(?:y|ies|ied)|customs|charged?|charges|import tax(?:es)?|countervailing|anti-subsidy|rates?)(?![a-z])"
)
_STRONG = re.compile(
    r"(?<![a-z])(?:tariffs?|dut(?:y|ies)|surcharges?|surtax(?:es)?|import (?:levy|levies|tax(?:es)?)|countervailing|anti-subsidy)(?![a-z])"
)
_EXTRA = re.compile(
    r"(?<![a-z])(?:surcharges?|surtax(?:es)?|countervailing|anti-subsidy|anti-dumping|additional (?:tariffs?|dut(?:y|ies))|extra (?:tariffs?|dut(?:y|ies))|on top of)(?![a-z])"
)
_BASE = re.compile(
    r"(?:general|base|basic|standard|regular|normal|existing|usual|ordinary|most-favou?red-nation|mfn)(?: [a-z]+){0,3} (?:dut(?:y|ies)|tariffs?|rate)|in all|altogether|in total|total (?:rate|tariff|duty)|adding up to|combined|E? ?general Z (?:dut|tariff)"
)


def read_tariffs(reading: Reading, scene: Scene) -> None:
    """Note the duties that a scene states."""
    tag = scene.tag
    if "Z" not in tag:
        return
    topic = reading.memory.get("tariff")
    recent = topic is not None and scene.index - topic["scene"] <= 3
    in_topic = bool(
        re.search(
            r"\b(?:tariff|dut(?:y|ies)|surtax|surcharge|customs|import tax)",
            scene.text[max(0, scene.sentence.start - 900) : scene.sentence.end].lower(),
        )
    )
    levied = re.search(
        r"(?:paid?|pays?|charged?|charges|levied|levies|levy|taken|takes|imposed|imposes|rate|applies|apply)[^.;]{0,40}Z|Z (?:applies|apply|on (?:imported )?[a-z-]+ )",
        tag,
    )
    if not (
        _STRONG.search(tag)
        or (in_topic and levied)
        or (recent and _DUTY.search(tag))
        or (recent and re.search(r"(?:pay|cooperated|for [MB]|[MB],? Z|at Z)", tag))
        or re.search(r"charged? Z|are charged", tag)
    ):
        return
    if re.search(
        r"(?:market share|of the market|interest rate|growth rate|exchange rate|tax credit|sales tax|value-added|vat|income tax|purchase tax)",
        tag,
    ) and not _STRONG.search(tag):
        return
    levier = _levier(reading, scene, topic if recent else None)
    if levier is None:
        return
    product = (
        product_at(reading, scene, 0, len(tag))
        or _vehicles(scene)
        or (topic["product"] if recent and not _BASE.search(tag) else None)
    )
    if product is None and _EXTRA.search(tag):
        known = reading.memory.get("product_topic")
        if known is not None and scene.index - known[0] <= 2:
            product = known[1]
    done: set[int] = set()
    state = {
        "scene": scene.index,
        "levier": levier,
        "product": product,
        "extra": bool(_EXTRA.search(tag)) or (recent and topic["extra"]),
        "block": scene.sentence.block,
    }
    # "17.4% for X, 19.9% for Y"; "X, Y and Z pay a, b and c respectively"
    zs = scene.all("Z")
    pairs: list[tuple[int, Mention, Mention]] = []
    for place, mention in zs:
        after = re.match(
            r"Z (?:for|on|against) (?:the )?(?:cars |vehicles |those |models )?(?:from |of |by |built by |made by )?(?P<who>[MB])(?![a-z'])",
            tag[place:],
        )
        if after:
            who = scene.at(place + after.start("who"))
            if who is not None:
                pairs.append((place, mention, who))
    run = re.search(r"[MB](?:(?:, and|,| and)(?: the)? [MB])+", tag)
    row = re.search(r"Z(?:(?:, and|,| and) Z)+", tag)
    if not pairs and run and row:
        makers = [m for _, m in scene.within(run.start(), run.end(), "MB")]
        figures = scene.within(row.start(), row.end(), "Z")
        if len(makers) == len(figures):
            pairs = [(place, mention, who) for (place, mention), who in zip(figures, makers, strict=True)]
    for place, mention, who in pairs:
        done.add(place)
        _add(reading, scene, place, mention, levier, who, product, state["extra"])
    for place, mention in zs:
        if place in done:
            continue
        near = tag[max(0, place - 90) : place + 70]
        if not _DUTY.search(near) and not (in_topic and levied):
            continue
        behind = tag[place : place + 60]
        if re.search(
            r"(?:on|for|of) (?:[a-z]+ )?(?:canola|steel|aluminium|aluminum|goods|wine|pork|soy\w*|beef|solar|dairy|brandy|seafood|oil|grain|copper|phones|furniture|garments|textiles|kits)(?![a-z])",
            tag[max(0, place - 34) : place + 34],
        ):
            continue
        if re.match(
            r"Z (?:share|of the market|stake|of (?:its|the|all) (?:sales|exports|parts|cars))|Z (?:more|less|higher|lower|up|down)",
            behind,
        ):
            continue
        around = tag[max(0, place - 30) : place + 24]
        base = _BASE.search(around)
        target = (
            None
            if base and not re.search("in all|total|altogether", base[0])
            else _target(reading, scene, place, levier)
        )
        extra = bool(_EXTRA.search(tag[max(0, place - 60) : place + 34])) and not base
        if re.search(r"on top of [^.;Z]{0,60}$", tag[:place]):
            extra, target = False, None
        if (
            not extra
            and not base
            and recent
            and topic["extra"]
            and re.search(r"(?:rates?|pay|cooperat)", near)
            and not _STRONG.search(near)
        ):
            extra = True
        if re.search(r"in addition to (?:the )?(?:[a-z]+ )?$", tag[max(0, place - 30) : place]):
            extra, target = False, None
        own = product_at(reading, scene, place, min(len(tag), place + 48)) if not base else None
        named = own or (product if not (base and not re.search("in all|total", base[0])) else None)
        _add(reading, scene, place, mention, levier, target, named, extra)
    reading.memory["tariff"] = state


def _vehicles(scene: Scene) -> str | None:
    for _, mention in scene.all("V"):
        if mention.quantity.products:
            return str(mention.quantity.products[0])
    return None


def _levier(reading: Reading, scene: Scene, topic: dict[str, object] | None) -> Mention | None:
    tag = scene.tag
    for pattern in (
        r"(?P<who>[CR])(?:'s)?,? (?:too,? |also |now |has |have |had |will |is |meanwhile,? )*(?:charge|levy|levi|impos|rais|put|slap|set|named|introduc|appl|collect|increas|doubl|keeps?|cut|lower|hit)",
        r"(?P<who>[CR])'s (?:[a-z-]+ )*(?:tariff|dut|surcharge|surtax|lev|import)",
        r"(?:import )?(?:dut(?:y|ies)|tariffs?|tax|surcharge|surtax) (?:of Z )?in (?:the )?(?P<who>[CR])",
        r"(?P<who>A) (?:[a-z-]+ )*(?:tariff|dut|surcharge|surtax|import dut)",
        r"(?:to|into|in) (?:the )?(?P<who>[CR])[^.;]{0,60}(?:charged|subject to|pay|cost a surcharge|face|attract|carry|tariff|duty|surcharge)",
        r"(?:surcharge|duty|tariff|tax) of Z (?:in|to enter) (?:the )?(?P<who>[CR])",
        r"in (?:the )?(?P<who>[CR])[^.;]{0,30}(?:charged|duty|tariff|surcharge)",
    ):
        match = re.search(pattern, tag)
        if match:
            mention = scene.at(match.start("who"))
            if mention is not None:
                if mention.tag == "A":
                    if mention.label == "China":
                        continue
                    return Mention(0, 0, "C", mention.label, mention.cls or "Country")
                return mention
    raw = scene.text[scene.sentence.start : scene.sentence.end].lower()
    if re.search(r"(?<![a-z])brussels(?![a-z])|european commission|the commission(?![a-z])", raw):
        return Mention(0, 0, "R", "European Union", "Region")
    here = reading.memory.get("paragraph_country")
    if topic is not None:
        levier = topic["levier"]
        if isinstance(levier, Mention) and not (
            here and here != levier.label and scene.sentence.block is not topic.get("block")
        ):
            return levier
    origin = {
        m.label
        for p, m in scene.all("CA")
        if re.search(r"\b(?:from|in|of) (?:the )?$", tag[max(0, p - 6) : p])
    }
    for label in (reading.memory.get("block_country"), here, reading.country):
        if (
            label
            and label not in origin
            and label != "China"
            and re.search(r"\b(?:there|it|its|the country|since|the rate|import)\b", tag)
        ):
            return Mention(0, 0, "C", str(label), "Country")
    return None


def _target(reading: Reading, scene: Scene, place: int, levier: Mention) -> Mention | None:
    """Who pays: the maker or country named as the source of the cars."""
    tag = scene.tag
    start, end = reading.clauses.span(place)
    every = re.search(
        r"(?:every|all|any) other (?:[a-z]+ )*(?:in|from) (?:the )?(?P<who>C)|others? (?:[a-z]+ )*(?:in|from) (?P<who2>C)",
        tag,
    )
    if every:
        return scene.at(every.start("who") if every["who"] else every.start("who2"))
    for low, high in ((start, end), (0, len(tag))):
        makers = [(p, m) for p, m in scene.within(low, high, "MB") if m.label != levier.label]
        if makers:
            nearest = min(makers, key=lambda pair: abs(pair[0] - place))
            if nearest[1].cls == "Country":
                return Mention(0, 0, "C", nearest[1].label, "Country")
            if re.search(r"\b(?:president|[a-z]+'s) $", tag[max(0, nearest[0] - 12) : nearest[0]]):
                continue
            return nearest[1]
        sources = [
            (p, m)
            for p, m in scene.within(low, high, "CA")
            if m.label != levier.label
            and (
                m.tag == "A"
                or re.search(r"(?:from|in|made in|built in|of) (?:the )?$", tag[max(0, p - 12) : p])
            )
        ]
        if sources:
            nearest = min(sources, key=lambda pair: abs(pair[0] - place))
            return Mention(0, 0, "C", nearest[1].label, nearest[1].cls or "Country")
    return None


def _add(
    reading: Reading,
    scene: Scene,
    place: int,
    mention: Mention,
    levier: Mention,
    target: Mention | None,
    product: str | None,
    extra: bool,
) -> None:
    quantity = mention.quantity
    modality = reading.clauses.at(place)
    if modality == "none":
        near = scene.tag[max(0, place - 40) : place]
        if re.search(
            r"\b(?:not|no|never|without|consider\w*|could|may|might|threat\w*|whether)\b", near
        ) and not re.search(r"cooperat|\bif\b", scene.tag):
            return
        modality = "actual"
    if quantity.lead == "from":
        return
    before = scene.tag[max(0, place - 16) : place]
    if re.search(r"instead of (?:the )?$", before):
        modality = "actual"
    date = date_in_clause(reading, scene, place)
    if date is None:
        others = [m for _, m in scene.all("D") if m.date.first and not m.date.base]
        date = others[0] if len(others) == 1 else None
    period = (
        period_of(date, modality) if date is not None and date.date.kind != "to_date" else Period(None, None)
    )
    known = reading.memory.get("tariff")
    if (
        not period
        and known is not None
        and known.get("period")
        and scene.index - known["scene"] <= 2
        and extra
        and re.search(r"(?:too|rates?|other|charged|pay)", scene.tag)
        and known["levier"].label == levier.label
    ):
        period = known["period"]
    if (
        not period
        and extra
        and reading.memory.get("in_force") is not None
        and reading.memory["in_force"][0] == levier.label
        and scene.index - reading.memory["in_force"][2] <= 2
    ):
        period = reading.memory["in_force"][1]
    if period and re.search(
        r"took effect|in force|apply since|since D|from D|effective|came into", scene.tag
    ):
        reading.memory["in_force"] = (levier.label, period, scene.index)
    columns = {}
    if target is not None:
        columns = {"object": target}
    reading.add(
        "tariff",
        levier,
        value=quantity.value,
        value_max=quantity.value_max,
        unit="percent",
        comparator=quantity.comparator,
        modality="planned" if modality == "could" else modality,
        basis="additional" if extra else None,
        start=period.start,
        end=period.end,
        product=product,
        confidence=0.86,
        **columns,
    )
