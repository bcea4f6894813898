"""Who holds how much of a company, as a cell of a table tells it: ``X 51%, Y 49%``."""

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.reading import Reading
from autoatlas.loaders.text.scene import Mention, Scene
from autoatlas.loaders.text.slots import Period

__all__ = ["read_owner_cells"]

_ALL = 100  # percent


def read_owner_cells(reading: Reading, scenes: list[Scene]) -> None:
    """Note the owners in the cells of a row, of the company that its first cell names."""
    target = next((m for _, m in scenes[0].all("MBOU") if m.cls != "Country"), None)
    if target is None:
        return
    for scene in scenes[1:]:
        held = [
            (owner, share)
            for match in rx("owners.in_cell").finditer(scene.tag)
            for owner, share in [(scene.at(match.start("who")), scene.at(match.end("share") - 1))]
            if owner is not None and share is not None and owner.cls != "Country"
        ]
        shares = [share.quantity.value for _, share in held]
        if not held or sum(shares) > _ALL + 1:
            continue
        for mention in (target, *(owner for owner, _ in held)):
            if mention.tag == "U":
                mention.tag, mention.cls = "O", "Organization"
                reading.learned[mention.label] = ("O", "Organization", mention.label)
        for owner, share in held:
            _hold(reading, target, owner, share, len(held))


def _hold(reading: Reading, target: Mention, owner: Mention, share: Mention, owners: int) -> None:
    quantity = share.quantity
    reading.add(
        "ownsStake",
        owner,
        object=target,
        value=quantity.value,
        unit="percent",
        comparator=quantity.comparator,
        confidence=0.84,
    )
    if quantity.value > _ALL / 2 and owner.cls == "Automaker" and target.tag in "MO":
        reading.add("subsidiaryOf", target.label, "Automaker", object=owner, confidence=0.82)
    stakes = reading.memory.setdefault("stakes", {}).setdefault(target.label, [])
    quote = reading.row or reading.scene.quote
    stakes.append((owner, target, quantity.value, "actual", Period(None, None), quote, owners > 1))
