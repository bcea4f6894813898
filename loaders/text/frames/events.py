"""The dates of a site: announced, ground broken, completed, started, suspended, cancelled, closed."""

from autoatlas.loaders.text import rex as re

from autoatlas.loaders.text.drafts import Facility
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import date_in_clause

__all__ = ["read_events"]

_KINDS = ("started", "opened", "ground", "completed", "announced", "closed", "suspended", "cancelled")
_STEMS = (
    "open",
    "inaugur",
    "operati",
    "stream",
    "commission",
    "running since",
    "ribbon",
    "production",
    "produc",
    "making",
    "building",
    "assembl",
    "manufactur",
    "rolled",
    "roll",
    "ground",
    "work",
    "construction",
    "stone",
    "complet",
    "finish",
    "ready",
    "announc",
    "unveil",
    "public",
    "reveal",
    "present",
    "sign",
    "chose",
    "select",
    "pick",
    "clos",
    "shut",
    "suspend",
    "hold",
    "halt",
    "paus",
    "mothball",
    "idle",
    "cancel",
    "scrap",
    "abandon",
    "drop",
    "gave up",
    "given up",
    "called off",
    "pulled out",
    "online",
    "service",
    "start",
    "begin",
    "laid",
    "stopped",
    "ended",
    "agreed",
    "confirm",
    "ditched",
    "axed",
    "fell through",
    "settled",
    "opted",
    "froze",
    "backed",
    "walked",
)
_OFFICES = ("R&D centre", "design centre", "regional headquarters", "warehouse")


def read_events(reading: Reading, scene: Scene) -> None:
    """Note what has happened, or is to happen, to the facilities of a scene."""
    tag = scene.tag
    if not any(stem in tag for stem in _STEMS):
        return
    far = 8 if re.search(r"\bproject\b", tag) else 3
    if "F" not in tag and (reading.facility is None or scene.index - reading.facility_scene > far):
        return
    know = reading.know
    _offices(reading, scene)
    _future(reading, scene)
    done: set[tuple[str, int]] = set()
    spans: list[tuple[int, int]] = []
    for kind in _KINDS:
        for match in know.compiled(rf"(?<![a-z'-]){{{kind}}}(?![a-z-])").finditer(tag):
            if any(low < match.end() and match.start() < high for low, high in spans):
                continue
            facilities = _whose(reading, scene, match.start(), match.end(), kind)
            if not facilities:
                continue
            spans.append(match.span())
            for facility in facilities:
                if (kind, id(facility)) in done and kind not in ("suspended",):
                    continue
                done.add((kind, id(facility)))
                _note(reading, scene, facility, kind, match.start(), match.end())


def _offices(reading: Reading, scene: Scene) -> None:
    """``has run a design centre in X since 2003``, ``set up its headquarters in X in 2024``: since when an office works."""
    for place, mention in scene.all("F"):
        facility = mention.facility
        if facility is None or facility.kind not in _OFFICES or facility.operates_start:
            continue
        before = scene.tag[max(0, place - 40) : place]
        after = re.match(r"F(?: and F)?(?:,? [a-z ]{0,20})? ?(?:since|in|on) (?P<d>D)", scene.tag[place:])
        if (
            re.search(
                r"(?:ha(?:s|ve) (?:been )?(?:maintained|run|had|operated|running|operating|kept)|set up|established|opened|founded|ha(?:s|ve) (?:set up|established|opened)) (?:[a-z]+ ){0,3}$",
                before,
            )
            and after
        ):
            date = scene.at(place + after.start("d"))
            if date is not None and date.date.first:
                facility.operates_start = date.date.first
                if facility.planned is None:
                    facility.planned = False


def _future(reading: Reading, scene: Scene) -> None:
    """``From 2026 the factory will turn out …``: when production is to start."""
    match = re.search(
        r"(?:from|as of|starting in|beginning in) (?:the )?(?P<d>D)(?: on| onwards?)?,? (?:the )?(?P<f>F|it)(?:,[^,;]{0,30},)? (?:will|is to|is due to) (?:turn out|make|build|produce|assemble)",
        scene.tag,
    )
    if not match:
        return
    date = scene.at(match.start("d"))
    site = scene.at(match.start("f")) if match["f"] == "F" else None
    facility = site.facility if site is not None else reading.facility
    if date is None or facility is None or not date.date.first or facility.planned is False:
        return
    draft = reading.add(
        "productionStart",
        facility,
        modality="planned",
        start=date.date.first,
        end=date.date.last,
        confidence=0.85,
    )
    if draft is not None:
        draft.basis = "started"


def _whose(reading: Reading, scene: Scene, start: int, end: int, kind: str) -> list[Facility]:
    """The facilities that something happens to: object behind the verb, subject before it, or the one spoken of."""
    tag = scene.tag
    low, high = reading.clauses.span(start)
    word = tag[start:end]
    if kind == "opened" and re.match(
        r" (?:up|to|for|its market|the market|showrooms?|stores?|dealerships?|S|outlets?|sales|the door|fire|an? (?:store|showroom|dealership|office))(?![a-z])",
        tag[end:],
    ):
        return []
    if (
        kind == "opened"
        and word in ("open", "opening", "opens")
        and not re.search(
            r"(?:to|will|the|its|an?|and|of|official|is due to|:|since the|,) $|^$|F [a-z ]*$",
            tag[max(0, start - 30) : start],
        )
    ):
        return []
    if kind == "announced":
        return _announced(reading, scene, start, end)
    behind = re.match(
        r"(?: (?:on|in|at|over|for|of|from|to|a|an|the|its|their|work|construction|with|production|there|operations|building|[a-z]+ly|D|(?:[a-z]+ ){0,2}(?:production|construction) (?:at|of|in))){0,7}(?: [A-Z0-9]+(?:,| and)?)*? ?F",
        tag[end:],
    )
    if "F" in word:
        return _all(scene, start + word.index("F"))
    if (
        kind == "cancelled"
        and word in ("dropped", "drops")
        and not (behind and re.fullmatch(r" (?:a |the |its |plans for |[a-z]+ ){0,4}F", behind[0]))
    ):
        return []
    if behind and end + behind.end() <= max(high + 1, end + 40) and not re.search(r"[;]", behind[0]):
        return _all(scene, end + behind.end() - 1)
    # "… at its factory in X": the place of what began
    at = re.search(r" (?:at|in|for|from|of) F", tag[end : min(len(tag), high + 1)])
    if at and kind in ("started", "ground", "completed", "suspended", "opened", "closed", "cancelled"):
        between = tag[end : end + at.start()]
        if len(between) < 70 and not re.search(r"[;]", between):
            return _all(scene, end + at.end() - 1)
    before = scene.last(start, "F", 0)
    if before is not None:
        place = before[0]
        between = tag[place + 1 : start]
        if _reaches(between, kind):
            return _all(scene, place)
    if "F" in tag[low:high] and kind in ("started", "ground"):
        inside = scene.within(low, high, "F")
        return _all(scene, inside[-1][0])
    if (
        before is None
        and (reading.facility is not None)
        and scene.index - reading.facility_scene <= (8 if "project" in tag else 3)
    ):
        lead = tag[low:start]
        bare = not scene.within(low, start, "MBOUPCX") and len(lead) < 60
        it = re.search(
            r"(?:^|[ ,])(?:it|they|which|this|that|operations|the project|the whole project)(?: [a-z]+){0,5} $",
            lead,
        ) or re.fullmatch(r"(?:[a-z]+ ){0,6}", lead)
        there = re.search(r"^[^.;]{0,30}(?:there|on site|on the site|here)(?![a-z])", tag[end : end + 40])
        if kind in ("completed", "started", "opened") and re.search(
            r"\b(?:first|second|third|next) (?:phase|stage)\b", tag[: start + 1]
        ):
            return [reading.facility]
        if kind == "cancelled" and (
            re.search(
                r"(?:the|that|this) (?:whole )?(?:project|plan|scheme|venture) (?:[a-z]+ ){0,3}$", tag[:end]
            )
            or re.search(r"(?:project|plan|scheme) $", lead)
        ):
            return [reading.facility]
        if (
            kind == "started"
            and re.search(r"have been|has been", word)
            and re.search(r"\b(?:we|it|they|company)\b", lead)
        ):
            return []
        if kind in ("started", "ground") and (bare or there):
            return [reading.facility]
        if (
            it
            and bare
            and (
                kind in ("opened", "completed", "closed", "suspended")
                or (kind == "cancelled" and re.search("project|plan|it ", lead))
            )
        ):
            if kind in ("closed", "suspended", "opened") and not re.search(
                r"(?:it|project|which|they|plan|that)(?: [a-z]+){0,5} $|^(?:the )?$", lead
            ):
                return []
            return [reading.facility]
        if (
            kind == "started"
            and re.search(r"(?:it|M|B|they|we|the company) (?:[a-z]+ ){0,4}$", lead)
            and there
        ):
            return [reading.facility]
        if kind == "cancelled" and re.match(
            r" (?:the |its |their |that |this )?(?:[a-z-]+ ){0,2}(?:plan|project|idea|scheme|venture)",
            tag[end:],
        ):
            return [reading.facility]
        if kind == "suspended" and re.match(
            r" (?:the |its |their )?(?:[a-z-]+ ){0,2}(?:work|production|project|plan|assembly)", tag[end:]
        ):
            return [reading.facility]
    elif (
        before is not None
        and kind in ("suspended", "cancelled")
        and re.match(
            r" (?:the |its |their |that |this )?(?:[a-z-]+ ){0,2}(?:work|production|project|plan|assembly)",
            tag[end:],
        )
    ):
        return _all(scene, before[0])
    return []


def _reaches(between: str, kind: str) -> bool:
    """Whether a verb that far behind a facility can be about it."""
    if len(between) > 110:
        return False
    plain = re.sub(r"\([^)]*\)", "", between)
    if re.search(r"[;:]|(?:\. )", plain):
        return False
    if re.fullmatch(
        r"(?:,? (?:which|that|was|were|is|are|has|have|had|been|be|will|to|officially|formally|finally|first|then|itself|now|also|not|due|scheduled|expected|set|planned|only|there|already|since|would|could|and|it|in D|on D|by D|D|as a whole|never|yet|therefore|once|again|since then|plant|[a-z]+ly))*,? ",
        plain + (" " if not plain.endswith(" ") else ""),
    ):
        return True
    if re.search(
        r"(?:^|[ ,])(?:and|which|it|that)(?: (?:was|is|will|has|had|been|be|to|due|are|officially|also|then|[a-z]+ly|not))*(?: to)? $",
        plain,
    ) and not re.search(r"[MBU]", plain):
        return True
    if (
        kind in ("started", "ground", "opened", "completed", "closed", "suspended")
        and not re.search(r"[MBUF]", plain)
        and len(plain) < 70
    ):
        return True
    return False


def _announced(reading: Reading, scene: Scene, start: int, end: int) -> list[Facility]:
    tag = scene.tag
    word = tag[start:end]
    low, high = reading.clauses.span(start)
    inside = [m for _, m in scene.within(low, high, "D") if m.date.first]
    if not inside and reading.block_date is None:
        return []
    if (
        word
        in (
            "presented",
            "signed",
            "agreed",
            "confirmed",
            "revealed",
            "disclosed",
            "selected",
            "picked",
            "declared",
        )
        and "F" not in tag
        and not re.search("project|plant|factory", tag)
    ):
        return []
    if start == 0 and re.match(
        r" (?:in|on|as recently as|only in|back in) D, (?:a |the |its |their )?F", tag[end:]
    ):
        found = scene.next(end, "F")
        return _all(scene, found[0]) if found else []
    behind = scene.next(end, "F", min(len(tag), end + 130))
    if word in ("chose", "picked", "selected", "settled on", "opted for"):
        return [
            f
            for _, m in scene.within(end, high, "F")
            for f in m.extra.get("all", [m.facility])
            if f is not None
        ]
    if behind is not None:
        between = tag[end : behind[0]]
        if re.search(r"[;]|\. ", between) or not re.fullmatch(r"(?:[^;]{0,120})", between):
            return []
        if word in ("confirmed", "signed", "agreed", "presented") and not re.search(
            r"plan|build|set up|deal|agreement|project|open|invest|construct|establish", between
        ):
            return []
        if re.search(r"\b(?:opened|closed|sold|results|cars? from|has been|stop|close|shut)\b", between):
            return []
        facility = behind[1].facility
        return (
            [facility]
            if facility is not None
            and facility.born == scene.index
            or facility is not None
            and re.fullmatch(
                r"(?: (?:plans|the|its|a|an|for|of|to build|on D|D|that it|will|would|build))*,? ?(?:[A-Z]*)",
                between,
            )
            else []
        )
    before = scene.last(start, "F", 0)
    if before is not None and re.fullmatch(
        r",? (?:which |that )?(?:was |were |has been |had been |had |is )?(?:first |originally |officially |publicly |formally |only )?",
        tag[before[0] + 1 : start],
    ):
        return _all(scene, before[0])
    if re.search(
        r"(?:project|plan|plans|it) (?:was|were|had been|has been) (?:first |originally |officially |publicly )?$",
        tag[low:start],
    ) or re.match(r" (?:the|this) (?:project|plan|plans|investment|scheme)(?![a-z])", tag[end:]):
        return [reading.facility] if reading.facility is not None else []
    return []


def _all(scene: Scene, place: int) -> list[Facility]:
    mention = scene.at(place)
    if mention is None or mention.facility is None:
        return []
    return [facility for facility in mention.extra.get("all", [mention.facility]) if facility is not None]


def _note(reading: Reading, scene: Scene, facility: Facility, kind: str, start: int, end: int) -> None:
    tag = scene.tag
    modality = reading.clauses.at(start)
    part = _part(reading, scene, start)
    if modality == "could":
        modality = "planned"
    finished = tag[start:end]
    if (
        modality in ("planned", "target")
        and re.match(
            r"(?:opened|inaugurated|broke ground|ground was broken|announced|unveiled|began|started|launched)",
            finished,
        )
        and not re.search(r"(?:will|be|to|would|is|are) (?:[a-z]+ )?$", tag[max(0, start - 14) : start])
    ):
        modality = "actual"
    if (
        kind in ("announced", "cancelled", "suspended")
        and modality in ("planned", "target")
        and not re.search(
            r"(?:will|to|would|is to be|are to be|may)(?: be)? $", tag[max(0, start - 12) : start]
        )
    ):
        modality = "actual"
    instead = re.search(
        r"\bnot\b[a-zA-Z ,]{0,60}?,? but (?:only |not before )?(?:in|from|by|at) (?P<d>D)", tag[start:]
    )
    if modality in ("none", "rumoured") and instead and kind in ("started", "opened", "completed"):
        later = scene.at(start + instead.start("d"))
        if later is not None and later.date.first:
            if facility.planned is None:
                facility.planned = True
            rumoured = reading.clauses.at(start + instead.start("d")) == "rumoured"
            draft = reading.add(
                "productionStart" if kind != "completed" else "completed",
                facility,
                modality="rumoured" if rumoured else "planned",
                start=later.date.first,
                end=later.date.last,
                confidence=0.85,
            )
            if draft is not None:
                draft.basis = kind
        return
    if (
        kind == "ground"
        and re.search(
            r"(?:after|before|since|following|from|until) (?:the |its )?$", tag[max(0, start - 14) : start]
        )
        and re.search(r"breaking|stone", finished)
    ):
        return
    if kind == "ground" and not re.search(
        r"(?:will|to|would|due|scheduled|expected|planned)(?: be| first)? $|(?:will|is to|is due to|scheduled)",
        tag[max(0, start - 14) : start] + finished,
    ):
        modality = "actual" if modality in ("planned", "target") else modality
    if modality == "none":
        return
    if kind == "started" and happened_before(tag, start):
        return
    if kind == "started" and "X" in tag and _models_start(reading, scene, facility, start, end):
        return
    mention = date_in_clause(reading, scene, start, end) or _other_date(reading, scene, start, kind)
    date = mention.date if mention is not None else None
    columns = {"start": date.first if date else None, "end": date.last if date else None}
    if date is not None and date.first and date.last and date.first != date.last and date.relation == "by":
        columns["start"] = date.last
    if date is not None and date.relation in ("by",):
        columns["start"] = columns["end"] = date.last
    happened = modality == "actual"
    if happened and facility.kind in _OFFICES and kind == "opened":
        facility.operates_start = columns["start"] or facility.operates_start
        if facility.planned is None:
            facility.planned = False
        return
    if kind == "opened" and facility.kind in _OFFICES:
        if facility.planned is None:
            facility.planned = True
        if facility.planned:
            facility.operates_start = columns["start"] or facility.operates_start
        return
    if kind in ("started", "opened", "completed", "closed") and happened:
        if kind != "completed":
            facility.planned = False
    elif (
        kind == "ground"
        and happened
        and reading.published
        and columns["start"]
        and int(reading.published[:4]) - int(columns["start"][:4]) > 5
    ):
        pass
    elif (
        kind == "announced"
        and facility.born < scene.index
        and any(
            d.subject is facility
            and d.modality == "actual"
            and d.property in ("employees", "production", "annualCapacity", "produces", "productionStart")
            for d in reading.drafts
        )
    ):
        return
    elif kind in ("ground", "announced") or (
        modality in ("planned", "target", "rumoured", "forecast")
        and kind in ("started", "opened", "completed")
    ):
        if facility.planned is None and part is None:
            facility.planned = True
    if kind == "cancelled" and happened:
        facility.cancelled = True
        facility.planned = True
    if kind == "suspended" and re.search(
        r"(?:had been|was|were) (?:halted|suspended|stopped)(?: [a-z]+){0,3} (?:for a time|for a while|briefly|temporarily|for [a-z]+ (?:weeks|months|days))|(?:resumed|resume)",
        tag,
    ):
        return
    comparator = "="
    if not (columns["start"] or columns["end"]):
        if (
            not happened
            or kind not in ("started", "opened", "cancelled", "suspended")
            and not (kind == "ground" and re.search(r"broke", finished))
            or reading.published is None
        ):
            return
        if kind == "started" and re.search(r"\b(?:trial|pilot|test) ", finished):
            return
        if kind in ("started", "opened") and not re.search(
            r"(?:opened|inaugurated|started|begun|began|launched|starts|begins|opens|commissioned|rolled|come|came|went)",
            finished,
        ):
            return
        columns["start"] = columns["end"] = reading.published
        comparator = "<="
    prop = {"started": "productionStart", "opened": "productionStart", "ground": "groundbreaking"}.get(
        kind, kind
    )
    draft = reading.add(
        prop,
        facility,
        modality=modality,
        comparator=comparator,
        part=part,
        happened=happened,
        confidence=0.92 if mention is not None else 0.85,
        **columns,
    )
    if draft is not None:
        draft.basis = kind


def happened_before(tag: str, start: int) -> bool:
    """``had begun to``: over by now, or only told as what went before."""
    return re.search(r"\bhad (?:[a-z]+ )?$", tag[max(0, start - 14) : start]) is not None


def _models_start(reading: Reading, scene: Scene, facility: Facility, start: int, end: int) -> bool:
    """Whether it is a model that starts, at a site that runs already."""
    tag = scene.tag
    low, _ = reading.clauses.span(start)
    before = re.search(r"X[^.;F]{0,60}$", tag[low:start])
    behind = re.match(
        r"(?: of| with)? (?:the |its |an? )?(?:(?:new|all-new|electric|second|third|next|[a-z-]+) ){0,2}(?:[MB] )?X",
        tag[end:],
    )
    if re.search(r"go(?:es)? into|goes|go $", tag[start:end]) and before:
        return True
    if (
        behind
        and facility.planned is not True
        and facility.born < scene.index
        and not re.search(r"\bsince\b", tag)
    ):
        facility.planned = False
        return True
    return bool(before and re.search(r"go(?:es)? into production|production of", tag[start:end]))


def _other_date(reading: Reading, scene: Scene, start: int, kind: str) -> Mention | None:
    """A date elsewhere in the sentence that its verb can share: at its front, or behind a verb joined by "and"."""
    tag = scene.tag
    low, high = reading.clauses.span(start)
    front = re.match(r"(?:(?:[a-z]+ ){0,2})D,? ", tag)
    dates = [m for _, m in scene.all("D") if m.date.first and not m.date.base]
    if front and dates and low > 0 and kind in ("opened", "started"):
        return dates[0] if len(dates) == 1 else None
    label = scene.sentence.block.label
    if reading.block_date is not None and kind in (
        "opened",
        "started",
        "ground",
        "announced",
        "completed",
        "closed",
        "suspended",
        "cancelled",
    ):
        return reading.block_date
    if label is not None:
        before = [m for p, m in scene.within(0, start, "D") if m.date.first]
        if before:
            return before[-1]
    later = [
        (p, m)
        for p, m in scene.within(high, min(len(tag), high + 40), "D")
        if m.date.first and not m.date.base
    ]
    if (
        later
        and not re.search(r"[MBF]", tag[high : later[0][0]])
        and re.match(r",? (?:but|in|on|with|and|after)", tag[high:])
    ):
        return later[0][1]
    return None


def _part(reading: Reading, scene: Scene, place: int) -> str | None:
    from autoatlas.loaders.text.frames.figures import phase_of

    return phase_of(reading, scene, place)
