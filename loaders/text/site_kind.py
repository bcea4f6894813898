"""Which kind of facility a noun phrase means: a plant, a battery plant, an office, or none of ours."""

from autoatlas.loaders.text import rex as re
from autoatlas.loaders.text.knowledge import Knowledge, rx
from autoatlas.loaders.text.scene import Scene
from autoatlas.loaders.text.site_phrase import SitePhrase

__all__ = ["settle_kind"]


def _telling(phrase: SitePhrase) -> bool:
    """Whether the modifiers tell one site from another: "the battery plant" does, "the whole plant" does not."""
    return any(word not in ("whole", "entire", "same", "complete") for word in phrase.mods)


def settle_kind(scene: Scene, know: Knowledge, phrase: SitePhrase) -> bool:
    """Say which kind of facility the words mean; False where they mean none of ours."""
    mods = rx("sites.looks").sub("", " ".join(phrase.mods)).replace("-", " ")
    head = phrase.head

    def has(name: str) -> bool:
        return (
            bool(mods)
            and know.compiled(r"(?<![a-z0-9&])(?:{" + name + r"})(?![a-z0-9&])").search(mods) is not None
        )

    if rx("sites.settle_kind_lines_lines").fullmatch(head):
        return False
    if know.compiled("{plant_head}").fullmatch(head):
        if has("battery_kind") or "battery" in head or rx("sites.for_batteries").match(scene.tag, phrase.end):
            phrase.kind = "battery plant"
        elif has("parts_kind") and not rx("sites.settle_kind_car_vehicle").search(mods):
            phrase.kind = "parts plant"
        elif has("not_ours"):
            return False
        else:
            phrase.kind = "plant"
            if head in ("works", "plant", "plants", "factory", "factories") and not _telling(phrase):
                phrase.generic = phrase.definite or phrase.own
        return True
    if (
        head == "site"
        and mods.endswith(("building", "construction"))
        and (phrase.owner or phrase.modifier or phrase.own)
    ):
        phrase.kind = "plant"  # "X's building site in TOWN"
        return True
    if has("not_ours") and not has("research_kind"):
        return False
    if rx("sites.settle_kind_head_quarters").fullmatch(head):
        regional = (
            has("regional_kind")
            or phrase.demonym is not None
            or any(place.kind == "region" for place in phrase.places)
        )
        if head == "head office" and not has("regional_kind"):
            return False
        if regional:
            phrase.kind = "regional headquarters"
            return True
        phrase.kind, phrase.generic = "regional headquarters", True
        return phrase.definite and not phrase.mods
    if rx("sites.settle_kind_warehouse_depot").match(head):
        phrase.kind = "warehouse"
        return not phrase.former and not rx("sites.settle_kind_converted_disused").search(mods)
    if rx("sites.settle_kind_centre_center").fullmatch(head):
        if has("design_kind") and not has("research_kind"):
            phrase.kind = "design centre"
            return head != "base"
        if has("logistics_kind") and not rx("sites.settle_kind_base_complex").search(head):
            phrase.kind = "warehouse"
            return not has("research_kind")
        if has("research_kind"):
            phrase.kind = "R&D centre"
            return head != "base" or "r&d" in mods or "research" in mods
        if rx("sites.settle_kind_facilit_complex").match(head):
            if has("battery_kind"):
                phrase.kind = "battery plant"
                return True
            if rx("sites.settle_kind_assembly_production").search(mods):
                phrase.kind = "plant"
                return True
            phrase.kind, phrase.generic = "plant", True
            return phrase.definite or phrase.own or bool(phrase.places) or phrase.owner is not None
        phrase.kind, phrase.generic = "centre", True
        return (
            phrase.definite
            and not phrase.mods
            and rx("sites.settle_kind_centre_center_2").match(head) is not None
        )
    if re.match(r"sites?", head):
        phrase.kind, phrase.generic = "site", True
        if rx("sites.settle_kind_production_manufacturing").search(mods):
            phrase.kind, phrase.generic = "plant", False
        return phrase.definite or phrase.own or bool(phrase.owner) or not phrase.generic
    return False
