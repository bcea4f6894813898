"""Stakes told in a set way: the largest shareholder, two halves, the other part of a whole, a stake to be doubled."""

from dataclasses import dataclass

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene

__all__ = [
    "Told",
    "halves_told",
    "largest_told",
    "meant_company",
    "other_share",
    "spoken_company",
    "spoken_site",
]

_WHOLE = 100  # percent


@dataclass(slots=True)
class Told:
    """Who holds a share of what, and where the sentence says so."""

    owner: Mention
    target: Mention
    share: Mention | None
    place: int


def largest_told(reading: Reading, scene: Scene) -> list[Told]:
    """``X remains Y's largest shareholder, with 24%``, ``Y, whose main owner, with 24%, is X``."""
    found: dict[int, Told] = {}
    for name in ("leads_is", "leads_in", "leads_of", "leads_whose", "leads_with"):
        for match in rx(f"stakes.{name}").finditer(scene.tag):
            named = match.start("t") if match["t"] else -1
            word = match.groupdict().get("its")
            owner, share = scene.at(match.start("o")), scene.at(match.start("z"))
            target = scene.at(named) if named >= 0 else _meant(reading, scene, match.start(), word, owner)
            if owner is None or share is None or target is None or target.label == owner.label:
                continue
            found.setdefault(match.start("z"), Told(owner, target, share, match.start("z")))
    return list(found.values())


def _meant(
    reading: Reading, scene: Scene, place: int, word: str | None, owner: Mention | None
) -> Mention | None:
    """Whose shareholder: ours, that of the company in front, or of the one spoken of."""
    if word == "our":
        return reading.we
    known = owner.label if owner is not None else ""
    before = [m for _, m in scene.within(0, place, "MBO") if m.cls != "Country" and m.label != known]
    if before:
        return before[-1] if word == "whose" else before[0]
    asked = [m for at, m in reading.makers if at == scene.index - 1 and m.cls != "Country"]
    spoken = asked[0] if asked else spoken_company(reading)
    return spoken if spoken is not None and spoken.label != known else None


def spoken_company(reading: Reading) -> Mention | None:
    """The company that the sentence before was about."""
    company = reading.memory.get("last_company")
    return company if isinstance(company, Mention) else None


def meant_company(
    reading: Reading, scene: Scene, found: Mention | None, said: Mention | None, place: int
) -> Mention | None:
    """ "The company" is that whose owners were spoken of, and none of those who are named as its owners."""
    if found is None or not found.reference:
        return found
    if said is not None:
        return said
    low, _ = reading.clauses.span(place)
    owners = {m.label for _, m in scene.within(low, place, "MBO") if m is not found}
    if found.label not in owners:
        return found
    company = reading.venture or spoken_company(reading)
    return company if company is not None and company.label not in owners else None


def spoken_site(reading: Reading, scene: Scene, place: int) -> Mention | None:
    """``Our plant is in Y. We own 65% of it``: the site that the sentence before was about."""
    site = reading.facility
    match = rx("stakes.of_it_owned").search(scene.tag, 0, place + 8)
    if match is None or match.start("z") != place or site is None or site.operator is None:
        return None
    owner = reading.we if match["we"] else scene.at(match.start("o"))
    if owner is None or owner.label != site.operator[0] or scene.index - reading.facility_scene > 1:
        return None
    return Mention(0, 0, "F", owner.label, "Facility", facility=site)


def halves_told(scene: Scene) -> list[Told]:
    """``Y, owned half by X and half by Z``, ``Y belongs in equal parts to X and Z``."""
    found: list[Told] = []
    for name in ("half_and_half", "equal_parts"):
        for match in rx(f"stakes.{name}").finditer(scene.tag):
            target = scene.at(match.start("t"))
            shares = [m.quantity.value for _, m in scene.within(match.start(), match.end(), "Z")]
            if any(share != _WHOLE / 2 for share in shares):
                continue
            for side in "ab":
                owner = scene.at(match.start(side))
                if target is not None and owner is not None and owner.label != target.label:
                    found.append(Told(owner, target, None, match.start(side)))
    return found


def other_share(scene: Scene, share: Mention, place: int) -> Mention | None:
    """``We own 65 per cent of it; X has the other 35``: what is missing to the whole."""
    match = rx("stakes.the_other").search(scene.tag, place)
    rest = scene.at(scene.tag.index("N", match.start())) if match else None
    if rest is None or rest.quantity.value + share.quantity.value != _WHOLE:
        return None
    return rest
