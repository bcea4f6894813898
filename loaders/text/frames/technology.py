"""Who leads in a technology, and who uses one."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import maker_for

__all__ = ["read_technology"]


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
        if groups and not rx("technology.read_technology_while_whereas").search(
            scene.tag[groups[-1][-1][1] : entry[0]]
        ):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    for group in groups:
        _read_group(reading, scene, group)


def _read_group(reading: Reading, scene: Scene, found: list[tuple[int, int, str]]) -> None:
    if not found:
        return
    tag = scene.tag
    leads = rx("technology.read_group_leads")
    first = found[0][0]
    clause_start, _ = reading.clauses.span(first)
    lead = leads.search(tag[max(0, first - 90) : first])
    base = max(0, first - 90)
    listed = [entry for entry in found if entry[0] >= first]
    if lead:
        subject = _subject(reading, scene, base + lead.start())
        if subject is not None and reading.clauses.at(base + lead.start()) == "actual":
            last = first
            for start, end, label in listed:
                if start > last and not rx("technology.read_group_as_well").fullmatch(tag[last:start]):
                    break
                reading.add("leadsIn", subject, object=label, object_type="Technology", confidence=0.93)
                last = end
        return
    behind = rx("technology.read_group_behind").match(tag[found[-1][1] :])
    if behind and not re.search(r"from ", tag[:first]):
        subject = scene.at(found[-1][1] + behind.start("who"))
        if subject is not None:
            for _, _, label in found:
                reading.add("leadsIn", subject, object=label, object_type="Technology", confidence=0.85)
        return
    # "From X and Y to Z, China's auto industry has moved on": an enumeration of what is in use
    survey = rx("technology.read_group_survey").match(tag)
    if survey and found[0][0] < 30 and len(found) >= 2:
        owner = rx("technology.read_group_owner").search(tag[found[-1][1] :])
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
        clause_start, _clause_end = reading.clauses.span(start)
        # a verb of use before it, in its own clause or over a list
        verb = None
        for match in rx("technology.read_group").finditer(tag, 0, start):
            verb = match
        owner = rx("technology.read_group_owner_2").search(tag[:start])
        if verb is not None and re.search(r"(?:;|,? and )$|, and ", tag[verb.end() : start]):
            verb = None
        if verb is None and not owner:
            passive = rx("technology.read_group_passive").match(tag[end:])
            if not passive:
                continue
            subject = scene.at(end + passive.start("who"))
        elif owner and (verb is None or verb.start() < clause_start):
            subject = scene.at(owner.start("who"))
            if rx("technology.read_group_rival_copy").search(tag[max(0, owner.start() - 8) : owner.start()]):
                continue
        else:
            if verb is None or start - verb.end() > 90 or re.search(r"[.;]", tag[verb.end() : start]):
                continue
            subject = _subject(reading, scene, verb.start())
        if subject is None:
            continue
        modality = reading.clauses.at(start)
        if modality == "none" or rx("technology.read_group_ban_forbid").search(tag):
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
            if not rx("technology.subject_from_by").search(tag[max(0, p - 9) : p])
        ]
        if found and re.fullmatch(r"[MBC] (?:[a-z]+ ){0,2}", tag[found[-1][0] : place]):
            return found[-1][1]
        if found:
            return found[0][1]
    return (
        reading.maker
        if rx("technology.subject_it_its").search(tag[:place])
        else maker_for(reading, scene, place)
    )
