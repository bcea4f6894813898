"""Noun phrases for sites that leave their noun to what was said before: "its fourth, in X", "an older one in X"."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.scene import Scene
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = ["elided_kind", "elided_phrase"]

_BACK = 300


def elided_phrase(scene: Scene, match: re.Match[str]) -> SitePhrase | None:
    """The phrase that a bare "one", ordinal or superlative heads, with the kind of site spoken of last."""
    owned = match["who"] is not None
    if not owned and rx("sites.elided_predicate").search(
        scene.tag, max(0, match.start() - 40), match.start()
    ):
        return None  # "it is the company's second in COUNTRY"
    kind = elided_kind(scene, match.start())
    if kind is None and owned:
        kind = _kind_beside(scene, match)
    if kind is None:
        return None
    head = match["head"]
    phrase = SitePhrase(match.start(), match.end(), "plant", kind=kind, elided=True)
    phrase.plural = head in ("ones", "others", "more")
    phrase.another = head in ("other", "others", "another", "more")
    return phrase


def _kind_beside(scene: Scene, match: re.Match[str]) -> str | None:
    """``X's start in TOWN and Y's in TOWN``: of the site that the same sentence gives before, or of the start."""
    before = scene.last(match.start(), "F", 0)
    if before is not None and before[1].facility is not None:
        return before[1].facility.kind
    return "plant" if match["begins"] else None


def elided_kind(scene: Scene, place: int) -> str | None:
    """The kind of site that was named last before a place of the scene, unless something else was since."""
    start = max(0, scene.sentence.start - _BACK)
    told = scene.text[start : scene.offset(place)].lower()
    nouns = list(rx("sites.elided_noun").finditer(told))
    last = nouns[-1] if nouns else None
    if last is None or last["other"]:
        return None
    return next((kind for kind, group in _KINDS.items() if last[group]), "plant")


_KINDS = {
    "battery plant": "battery",
    "parts plant": "parts",
    "R&D centre": "research",
    "design centre": "design",
    "warehouse": "store",
}
