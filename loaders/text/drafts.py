"""Facts while a text is being read: facilities are still objects, whose labels and state are settled at the end."""

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Draft", "Facility", "Site"]


@dataclass(slots=True)
class Site:
    """A place of a facility, with the words that name it."""

    label: str
    kind: str
    near: bool
    quote: tuple[int, int]
    modality: str = ""


@dataclass(slots=True, eq=False)
class Facility:
    """A plant, centre or headquarters that the text speaks of."""

    kind: str
    operator: tuple[str, str] | None = None
    operator_quote: tuple[int, int] | None = None
    sites: list[Site] = field(default_factory=list)
    country: tuple[str, tuple[int, int]] | None = None
    hint: str | None = None  # "~" before it: known of the town; "=": said in the sentence
    number: int | None = None
    planned: bool | None = None
    operates_start: str | None = None
    quote: tuple[int, int] = (0, 0)
    scene: int = 0
    generic: bool = False
    cancelled: bool = False
    said_by: str | None = None
    born: int = 0
    former: bool = False
    uncertain: bool = False
    rumoured: bool = False
    apart: bool = False
    sure: float = 0.92
    standing: bool = (
        False  # stood there before what the text tells: money is spent on it, it is enlarged or closed
    )

    def place(self) -> str | None:
        """The place in its label: the town, failing that one near it, the province or the country."""
        towns = [site for site in self.sites if site.kind not in ("estate", "country", "region")]
        ranked = (
            [site for site in towns if site.kind != "province" and not site.near]
            or [site for site in towns if site.kind != "province"]
            or towns
            or [site for site in self.sites if site.kind == "estate"]
        )
        if ranked:
            return ranked[0].label
        return self.country[0] if self.country else None

    def has_place(self, label: str) -> bool:
        """Whether one of its places has this label."""
        return any(site.label == label for site in self.sites)

    def add_site(self, label: str, kind: str, near: bool, quote: tuple[int, int]) -> None:
        """Note a place, once."""
        for site in self.sites:
            if site.label == label:
                if kind and not site.kind:
                    site.kind = kind
                return
        self.sites.append(Site(label, kind, near, quote))


@dataclass(slots=True)
class Draft:
    """One fact in the making; ``subject`` and ``object`` may be a facility."""

    property: str
    subject: Any
    subject_type: str
    object: Any = None
    object_type: str | None = None
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    comparator: str = "="
    modality: str = "actual"
    said_by: str | None = None
    basis: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    part: str | None = None
    product: str | None = None
    quote: tuple[int, int] = (0, 0)
    confidence: float = 0.92
    happened: bool = False
