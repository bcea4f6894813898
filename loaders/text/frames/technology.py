"""Who leads in a technology, and who uses one; and the patents of a country's firms."""

from autoatlas.loaders.text import rex as re

from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import maker_for

__all__ = ["read_patents", "read_technology"]


def _technologies(reading: Reading, scene: Scene) -> list[tuple[int, int, str]]:
    table = reading.know.tables["technologies"]
    pattern = reading.know._compiled.get("technologies")
    if pattern is None:
        words = sorted(table, key=len, reverse=True)
        pattern = reading.know._compiled["technologies"] = re.compile(
            r"(?<![a-z-])(?:(?P<w>" + "|".join(map(re.escape, words)) + r")|T)(?![a-z])"
        )
    found = []
    for match in pattern.finditer(scene.tag):
        if match["w"]:
            found.append((match.start(), match.end(), table[match["w"]]))
        else:
            mention = scene.at(match.start())
            if mention is not None:
                found.append((match.start(), match.end(), mention.label))
    return found


def read_technology(reading: Reading, scene: Scene) -> None:
    """Note ``leadsIn`` and ``adopts`` where words say so."""
    everything = _technologies(reading, scene)
    groups: list[list[tuple[int, int, str]]] = []
    for entry in everything:
        # what stands in clauses of its own has a subject of its own
        if groups and not re.search(
            r"(?:;| while | whereas |,? and (?:[MBC]|T|[a-z ]+ (?:is|are) )|, [MBC] )",
            scene.tag[groups[-1][-1][1] : entry[0]],
        ):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    for group in groups:
        _read_group(reading, scene, group)


def _read_group(reading: Reading, scene: Scene, found: list[tuple[int, int, str]]) -> None:
    if not found:
        return
    know, tag = reading.know, scene.tag
    leads = know.compiled(r"(?<![a-z])(?:{leads}) (?:the )?(?:[a-z-]+ ){0,3}$")
    first = found[0][0]
    clause_start, clause_end = reading.clauses.span(first)
    lead = leads.search(tag[max(0, first - 90) : first])
    base = max(0, first - 90)
    listed = [t for t in found if re.fullmatch(r"(?:[a-z-]+ ){0,3}", "") and t[0] >= first]
    if lead:
        subject = _subject(reading, scene, base + lead.start())
        if subject is not None and reading.clauses.at(base + lead.start()) == "actual":
            last = first
            for start, end, label in listed:
                if start > last and not re.fullmatch(
                    r"(?:, and|,| and| as well as|, as well as)? ?(?:the |its |also )?(?:[a-z-]+ ){0,2}",
                    tag[last:start],
                ):
                    break
                reading.add("leadsIn", subject, object=label, object_type="Technology", confidence=0.93)
                last = end
        return
    behind = re.match(
        r"[^.;]{0,60}?(?:,? (?:in|where) (?:which|this|that)? ?)?(?P<who>[MCB]) (?:leads|is (?:ahead|in the lead|the leader))(?! in)",
        tag[found[-1][1] :],
    )
    if behind and not re.search(r"from ", tag[:first]):
        subject = scene.at(found[-1][1] + behind.start("who"))
        if subject is not None:
            for _, _, label in found:
                reading.add("leadsIn", subject, object=label, object_type="Technology", confidence=0.85)
        return
    # "From X and Y to Z, China's auto industry has moved on": an enumeration of what is in use
    survey = re.match(r"(?:from|with) ", tag)
    if survey and found[0][0] < 30 and len(found) >= 2:
        owner = re.search(
            r", (?P<who>C|M|B|A)(?:'s)? (?:[a-z-]+ ){0,3}(?:industry|makers|factories|plants|sector|has|have|is|are)",
            tag[found[-1][1] :],
        )
        if owner:
            subject = scene.at(found[-1][1] + owner.start("who"))
            if subject is not None:
                if subject.tag == "A":
                    subject = Mention(0, 0, "C", subject.label, "Country")
                for _, _, label in found:
                    reading.add("adopts", subject, object=label, object_type="Technology", confidence=0.85)
        return
    for start, end, label in found:
        if label in (
            "battery technology",
            "solid-state batteries",
            "hybrid technology",
            "electric powertrain",
        ):
            continue
        clause_start, clause_end = reading.clauses.span(start)
        # a verb of use before it, in its own clause or over a list
        verb = None
        for match in know.compiled(r"(?<![a-z-])(?:{adopts})(?![a-z-])").finditer(tag, 0, start):
            verb = match
        owner = re.search(r"(?P<who>M|B|C)'s (?:own )?(?:[a-z-]+ ){0,1}$", tag[:start])
        if verb is not None and re.search(r"(?:;|,? and )$|, and ", tag[verb.end() : start]):
            verb = None
        if verb is None and not owner:
            passive = re.match(
                r",? (?:[a-z-]+ )?(?:is|are|has been|have been) (?:[a-z]+ )?(?:used|in use|adopted|deployed|introduced|standard|common|widespread) (?:by|at|in|across) (?:the )?(?P<who>[MBFC])",
                tag[end:],
            )
            if not passive:
                continue
            subject = scene.at(end + passive.start("who"))
        elif owner and (verb is None or verb.start() < clause_start):
            subject = scene.at(owner.start("who"))
            if re.search(
                r"(?:rival|copy|copies|against|to) $", tag[max(0, owner.start() - 8) : owner.start()]
            ):
                continue
        else:
            if verb is None or start - verb.end() > 90 or re.search(r"[.;]", tag[verb.end() : start]):
                continue
            subject = _subject(reading, scene, verb.start())
        if subject is None:
            continue
        modality = reading.clauses.at(start)
        if modality == "none" or re.search(r"(?:ban|forbid|forbidden|prohibit|may no longer|against)", tag):
            continue
        reading.add(
            "adopts",
            subject,
            object=label,
            object_type="Technology",
            modality="planned" if modality == "could" else modality,
            confidence=0.85,
        )


def _subject(reading: Reading, scene: Scene, place: int) -> Mention | None:
    start, _ = reading.clauses.span(place)
    tag = scene.tag
    for low in (start, 0):
        found = [
            (p, m)
            for p, m in scene.within(low, place, "MBCRF")
            if not re.search(r"\b(?:in|from|to|of|by|for) (?:the )?$", tag[max(0, p - 9) : p])
        ]
        if found and re.fullmatch(r"[MBC] (?:[a-z]+ ){0,2}", tag[found[-1][0] : place]):
            return found[-1][1]
        if found:
            return found[0][1]
    return (
        reading.maker
        if re.search(r"\b(?:it|its|they|their|we|brand|cars)\b", tag[:place])
        else maker_for(reading, scene, place)
    )


def read_patents(reading: Reading, scene: Scene) -> None:
    """Note the share of patents, and of active ones among them, that a country's or a maker's firms hold."""
    tag = scene.tag
    if "patent" not in tag or "Z" not in tag:
        return
    owner = None
    for place, mention in scene.all("MAC"):
        if mention.tag == "A" and not re.match(
            r" (?:firms|companies|makers|applicants|inventors|entities|carmakers|automakers|groups)",
            tag[place + 1 : place + 16],
        ):
            continue
        owner = mention
    if owner is None:
        return
    if owner.tag in "AC" or owner.cls == "Country":
        owner = Mention(0, 0, "C", owner.label, owner.cls or "Country")
    for place, mention in scene.all("Z"):
        quantity = mention.quantity
        after, before = tag[place + 1 : place + 60], tag[max(0, place - 60) : place]
        if direction := re.search(r"(?:up|rose|grew|increase|more|down|fell)(?: by| of)? $", before):
            del direction
            continue
        active = re.search(r"(?:active|in force|valid)", after[:50]) or re.search(
            r"(?:active|in force|valid)[a-z ]{0,30}$", before
        )
        modality = reading.clauses.at(place)
        if modality == "none":
            continue
        dates = [m for _, m in scene.all("D") if m.date.first]
        own = re.match(r"Z[^;.Z]{0,50}?(?:in|by|at the end of) (?P<d>D)", tag[place:])
        if own:
            near = scene.at(place + own.start("d"))
            dates = [near] if near is not None and near.date.first else dates
        reading.add(
            "activePatentShare" if active else "patentShare",
            owner,
            value=quantity.value,
            value_max=quantity.value_max,
            unit="percent",
            comparator=quantity.comparator,
            modality="planned" if modality == "could" else modality,
            start=dates[0].date.first if dates else None,
            end=dates[0].date.last if dates else None,
            confidence=0.88,
        )
