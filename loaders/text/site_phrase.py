"""What a noun phrase says of a site, before it is known which one is meant."""

from dataclasses import dataclass, field

from autoatlas.loaders.text.places import PlaceName
from autoatlas.loaders.text.scene import Mention

__all__ = ["SitePhrase"]


@dataclass(slots=True)
class SitePhrase:
    """What a noun phrase says of a site."""

    start: int
    end: int
    head: str
    kind: str | None = None
    plural: bool = False
    definite: bool = False
    indefinite: bool = False
    own: bool = False
    owner: Mention | None = None
    modifier: Mention | None = None
    demonym: str | None = None
    ordinal: int | None = None
    count: int | None = None
    another: bool = False
    absent: bool = False
    elided: bool = False
    former: bool = False
    generic: bool = False
    places: list[PlaceName] = field(default_factory=list)
    groups: list[list[PlaceName]] = field(default_factory=list)
    there: bool = False
    mods: list[str] = field(default_factory=list)
