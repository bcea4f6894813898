"""Parts of the reading of trade figures: what is counted, which figures go together, which way, against what, where."""

import itertools
from typing import Any

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = [
    "basis_of",
    "direction_of",
    "groups_of",
    "listed_lands",
    "listed_makers",
    "listed_metrics",
    "market_of",
    "metric_cues",
]

_METRICS = ("exports", "imports", "sales", "production")

Cue = tuple[int, int, str, str]


def metric_cues(reading: Reading, scene: Scene) -> list[Cue]:
    """Words in the scene that say what is counted: start, end, metric, and ``noun`` or ``verb``."""
    know = reading.know
    pattern = know.compiled(
        "(?<![a-z'-])(?:"
        + "|".join(
            f"(?P<{metric}_{form}>{{{metric}_{form}}})" for metric in _METRICS for form in ("noun", "verb")
        )
        + ")(?![a-z'-])"
    )
    found: list[Cue] = []
    for match in pattern.finditer(scene.tag):
        name = match.lastgroup or ""
        metric, _, form = name.partition("_")
        word = match[0]
        start, end = match.span()
        tag = scene.tag
        before = tag[max(0, start - 16) : start]
        if word in (
            "export",
            "exports",
            "ships",
            "ship",
            "imports",
            "import",
            "production",
            "builds",
            "produces",
        ):
            # a verb or a noun by what stands around it
            if word in ("exports", "imports") and rx("counting.metric_cues_some_about").match(tag[end:]):
                form = "verb"
            if word in ("export", "import") and rx("counting.metric_cues_base_hub").match(tag[end:]):
                continue
            if (
                word == "export"
                and not rx("counting.metric_cues_will_can").search(before)
                and not re.match(r" (?:[VN]|Z)", tag[end:])
            ):
                continue
        if word == "production" and rx("counting.metric_cues_base_line").match(tag[end:]):
            continue
        if (
            word == "production"
            and rx("counting.metric_cues_mass_series").search(before)
            and not rx("counting.metric_cues_reached_totall").match(tag[end:])
        ):
            continue
        if word == "sales" and rx("counting.metric_cues_outlet_network").match(tag[end:]):
            continue
        if (
            word
            in (
                "customers",
                "buyers",
                "found",
                "choice of",
                "volumes",
                "contributed",
                "moved",
                "completed",
                "shifted",
            )
            and not rx("counting.metric_cues_by_by").match(tag[end:])
            and not re.search(r"[VN] $", before)
        ) and word not in ("volumes",):
            continue
        if word == "makes" and rx("report.brands_meant").search(before):
            continue
        if word in ("make", "makes", "made") and rx("counting.metric_cues_up_it").match(tag[end:]):
            continue
        if (
            word in ("building", "making", "selling")
            and rx("counting.metric_cues_new_office").search(before)
            and word == "building"
        ):
            continue
        found.append((start, end, metric, form))
    return found


def groups_of(scene: Scene) -> list[list[tuple[int, Mention]]]:
    """The figures of a scene, coordinated ones of a kind together."""
    groups: list[list[tuple[int, Mention]]] = []
    for place, mention in scene.all("VNZQ"):
        if groups:
            before, last = groups[-1][-1]
            alike = (last.tag in "VN") == (mention.tag in "VN") and (last.tag == "Z") == (mention.tag == "Z")
            gap = scene.tag[before + 1 : place]
            if (
                alike
                and mention.tag != "Q"
                and len(gap) <= 8
                and rx("counting.joined").fullmatch(gap)
                and gap.strip() not in ("to", ";")
            ):
                groups[-1].append((place, mention))
                continue
        groups.append([(place, mention)])
    return groups


def listed_makers(scene: Scene, place: int, count: int) -> list[Mention] | None:
    """As many makers, named in a row before a group of figures, as the group has."""
    best = None
    for match in rx("counting.makers").finditer(scene.tag, 0, place):
        makers = [mention for _, mention in scene.within(match.start(), match.end(), "MBX")]
        if len(makers) == count:
            best = makers
    return best


def listed_lands(scene: Scene, place: int, count: int) -> list[str] | None:
    """``exports to Brazil and Mexico came to A and B``: as many countries, named in a row, as there are figures."""
    best = None
    for match in rx("counting.lands").finditer(scene.tag, max(0, place - 120), place):
        lands = [mention.label for _, mention in scene.within(match.start(), match.end(), "CR")]
        if len(lands) == count:
            best = lands
    return best


def listed_metrics(cues: list[Cue], place: int, count: int, tag: str) -> list[str] | None:
    """``production and sales``: as many measures in a row as the group of figures has."""
    before = [cue for cue in cues if cue[0] < place and cue[3] == "noun"]
    for index in range(len(before) - count, -1, -1):
        run = before[index : index + count]
        if (
            all(
                re.fullmatch(r"(?:,? and |, )(?:the )?(?:[a-z]+ ){0,2}", tag[one[1] : two[0]])
                for one, two in itertools.pairwise(run)
            )
            and len({cue[2] for cue in run}) == count
        ):
            return [cue[2] for cue in run]
    verbs = [cue for cue in cues if cue[0] < place and cue[3] == "verb"]
    run = verbs[-count:]
    if (
        len(run) == count
        and count == 2
        and re.fullmatch(r",? and ", tag[run[0][1] : run[1][0]])
        and run[0][2] != run[1][2]
    ):
        return [cue[2] for cue in run]
    return None


def direction_of(reading: Reading, scene: Scene, group_start: int, place: int, quantity: Any) -> int:
    """Which way a percentage goes: 1 up, -1 down, 0 where it is no growth."""
    tag = scene.tag
    raw = scene.text[quantity.start : quantity.number_start + 1]
    if (quantity.signed or re.search(r"[+−–-]", raw[:2])) and (
        (
            tag[place - 1 : place] in ("(", " ", "")
            and re.match(
                r"[(\s]*[+−–-]",
                scene.text[max(0, quantity.number_start - 2) : quantity.number_start + 1].lstrip(),
            )
        )
        or quantity.signed
    ):
        return -1 if quantity.value < 0 or re.search("[−–-]", raw) else 1
    half = rx("report.half_as_many").match(tag, place)
    if half:
        return 1 if half["again"] else -1
    if place != group_start and rx("report.of_market").match(tag, place + 1):
        return 0  # "a rise of 17.5% and 43% of the total"
    start = max(0, group_start - 70)
    before = tag[start:group_start]
    if rx("counting.direction_of_ma_ke").search(before):
        return 0
    after = tag[place + 1 : place + 60]
    if rx("counting.direction_share").match(after) or raw.lower().startswith(("below", "above", "under ")):
        return 0  # "a 5 per cent share", "drop below 40%"
    # words right in front: "up 6%", "rose by 6%", "growth of 6%", "a sharp 6% increase"
    near = rx("counting.direction_near").search(before)
    if near:
        return 1 if near["up"] else -1
    loose = rx("counting.direction_loose").search(before)
    if loose:
        return 1 if loose["up"] else -1
    if rx("counting.direction_of_up_down").match(after):
        return 0
    if rx("counting.direction_ranked").match(after):
        return 0  # "with 21%, ahead of X"
    behind = rx("counting.direction_of_behind").match(after)
    if behind and not rx("counting.direction_of_its_all").match(after):
        return 1 if behind["up"] else -1
    if rx("counting.direction_of_more_higher").match(after):
        return 1
    list_behind = rx("counting.direction_of_list_behind").match(tag[group_start + 1 : group_start + 60])
    if list_behind:
        return 1 if list_behind["up"] else -1
    growth = rx("counting.direction_of_growth").search(before)
    if growth:
        return 1
    return 0


def basis_of(reading: Reading, scene: Scene, place: int) -> str | None:
    """What growth is measured against: None for the year before, ``mom`` for the month before, ``other``."""
    know, tag = reading.know, scene.tag
    after = tag[place : place + 75]
    stop = rx("counting.basis_of_stop").search(after[1:])
    behind = after[: stop.start() + 1] if stop else after
    start = max(0, place - 60)
    before = tag[start:place]
    cut = max(before.rfind(";"), before.rfind("Z"), before.rfind("("), before.rfind(" while "))
    if rx("counting.basis_of_more_less").match(behind):
        cut = len(before) - 1
    if re.search(r"[^ ]$", behind) and rx("counting.basis_of_2").search(
        scene.text[scene.offset(place) : scene.offset(min(len(tag), place + len(behind)))].lower()
    ):
        cut = len(before) - 1  # what follows decides
    before = before[cut + 1 :] if cut >= 0 else before
    low, high = scene.offset(place - len(before)), scene.offset(min(len(tag), place + len(behind)))
    whole = scene.text[low:high].lower().replace("’", "'")
    if rx("counting.basis_of").search(whole):
        return "other"
    if know.compiled(r"(?<![a-z]){mom}(?![a-z])").search(whole):
        return "mom"
    if know.compiled(r"(?<![a-z]){yoy}(?![a-z])").search(whole):
        return None
    bases = [m for p, m in scene.within(place, place + len(behind), "D")] + [
        m
        for p, m in scene.within(start + (cut + 1 if cut >= 0 else 0), place, "D")
        if m.date.base or rx("counting.basis_of_bases").search(tag[max(0, p - 16) : p])
    ]
    for mention in bases:
        date = mention.date
        lead = scene.text[max(0, mention.start - 30) : mention.start].lower()
        if not (date.base or rx("counting.basis_of_than_from").search(lead)):
            continue
        if date.anaphor == "month" and date.shift == -1:
            return "mom"
        if date.anaphor in ("year", "period") and date.shift == -1:
            return None
        if date.anaphor and date.shift < -1:
            return "other"
        if date.kind == "month" and date.first:
            return _months_back(reading, scene, date.first, certain=date.certain)
        if date.kind == "year" and date.first and date.base:
            now = [
                m
                for _, m in scene.all("D")
                if m.date.first and not m.date.base and m.date.first[:4] > date.first[:4]
            ]
            if now and int(now[0].date.first[:4]) - int(date.first[:4]) > 1:
                return "other"
    return None


def _months_back(reading: Reading, scene: Scene, base: str, *, certain: bool) -> str | None:
    """How far back a month lies; one named without its year is the one next before what is counted."""
    periods = [
        m.date.last
        for _, m in scene.all("D")
        if not m.date.base and m.date.last and len(m.date.last) >= 7 and m.date.last != base
    ]
    levels = reading.memory.get("levels", [])
    asked = reading.memory.get("asked_when")
    if asked and scene.index - asked[0] == 1 and asked[1].end and len(asked[1].end) >= 7:
        periods.append(asked[1].end)
    periods += [level.end for level in levels if level.end and len(level.end) >= 7]
    for period in periods:
        months = (int(period[:4]) - int(base[:4])) * 12 + int(period[5:7]) - int(base[5:7])
        months = months if certain else months % 12 or 12
        if months == 1:
            return "mom"
        if months == 12:
            return None
    return None


def market_of(
    reading: Reading, scene: Scene, place: int, cue: Cue | None, metric: str, subject: Mention | None
) -> str | None:
    """Where something was sold, built or sent to, as the words around a figure say."""
    know, tag = reading.know, scene.tag
    start, end = reading.clauses.span(place)
    nearest: tuple[int, str] | None = None

    def offer(position: int, label: str) -> None:
        nonlocal nearest
        gap = abs(position - place) if position > place else int((place - position) * 1.1)
        if nearest is None or gap < nearest[0]:
            nearest = (gap, label)

    if metric != "exports" or (cue and cue[3] == "noun"):
        pattern = know.compiled(r"(?<![a-z]){overseas}(?![a-z])")
        for match in pattern.finditer(tag, start, min(end, place + 60)):
            if metric == "exports" or rx("counting.market_of_plant_factory_2").search(
                tag[max(0, match.start() - 9) : match.start()]
            ):
                continue
            if rx("counting.market_of_car_makers").match(tag[match.end() :]):
                continue
            if match.start() > place and (
                re.search("[VNZ]", tag[place + 1 : match.start()])
                or rx("counting.overseas_of").match(tag, match.end())
            ):
                continue  # that is said of the next figure: "53,822 and overseas sales 4.8 percent"
            offer(match.start(), "overseas")
    direct = rx("counting.market_direct").match(tag, place)
    if metric != "production" and direct:
        land = scene.at(direct.start("place"))
        if land is not None:
            return land.label
    towards = rx(f"counting.market_{metric if metric in ('exports', 'production') else 'sales'}")
    for match in towards.finditer(tag[start:end]):
        at = start + match.start("place")
        mention = scene.at(at)
        if mention is None:
            continue
        if metric != "production" and mention.tag == "P" and not mention.reference:
            continue
        made = rx("counting.market_of_plant_factory").search(
            tag[max(0, start + match.start() - 12) : start + match.start()]
        )
        if made and metric != "production" and not rx("counting.market_of_built_made").search(tag[:at]):
            continue
        offer(at, mention.label)
    people = rx("counting.market_of_people").search(tag, start, end) if metric == "sales" else None
    if people:
        land = scene.at(people.start("place"))
        if land is not None and land.cls == "Country":
            offer(people.start("place"), land.label)
    if metric == "sales" and cue is not None and cue[3] in ("noun", "carried"):
        low = max(start, cue[0] - 36)
        for match in rx("counting.market_of_new_total").finditer(tag[low : cue[0]]):
            mention = scene.at(low + match.start("who"))
            if mention is not None and (subject is None or subject.label != mention.label):
                offer(cue[0] - 1, mention.label)
    asked = reading.memory.get("asked")
    if (
        nearest is None
        and metric == "sales"
        and asked is not None
        and scene.index - asked[1] <= 2
        and cue is not None
        and (cue[3] in ("memory", "carried") or (cue[3] == "verb" and scene.index - asked[1] == 1))
    ):
        return str(reading.memory.get("asked_place") or "") or None
    if nearest is None and metric in ("sales", "production"):
        there = rx("counting.market_of_there").search(tag[start:end])
        if there and not rx("counting.market_of_there_were").match(tag[start + there.start() :]):
            if metric == "production":
                return reading.country
            inside = [m for p, m in scene.within(0, start + there.start(), "CR")]
            return inside[-1].label if inside else reading.country
    if nearest is None and metric in ("sales", "production") and start > 0:
        # the market may stand at the front of the sentence: "In Europe, X sold …"
        lead = rx("counting.market_of_lead").match(tag)
        if lead:
            mention = scene.at(lead.start("place"))
            return mention.label if mention else None
        if cue is not None and cue[3] in ("verb", "noun", "carried"):
            verb_clause = [m for _, m in scene.within(0, start, "CR")]
            del verb_clause
    to_which = rx("counting.market_to_which").search(tag[:place]) if nearest is None else None
    if to_which is not None and metric != "production":
        mention = scene.at(to_which.start("place"))
        return mention.label if mention is not None else None
    if nearest is None:
        lead = rx("counting.market_of_lead").match(tag)
        if lead and metric in ("sales", "production"):
            mention = scene.at(lead.start("place"))
            return mention.label if mention else None
    return nearest[1] if nearest else None
