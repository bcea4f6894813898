"""How many planted faults the checks find: some hundred of realistic sorts, in a copy of the shipped atlas.

Prints, by kind and sort, how many were planted and how many were found with the right kind.
Run: ``python -m benchmarks.faults [COUNT] [SEED]``, with COUNT faults a sort (6 when left out).
"""

import sys
from collections import Counter, defaultdict
from datetime import date

from autoatlas.graph import Atlas
from autoatlas.graph.check import check
from autoatlas.graph.rdf import fact_ids
from autoatlas.ontology.terms import AAF
from benchmarks.planted_contradictions import contradictions
from benchmarks.planted_names import doubles, shapeless
from benchmarks.planted_plans import late, stale
from benchmarks.planted_sums import sums
from benchmarks.planting import Fault, Field, atlas_with

__all__ = ["found", "plant"]

ON = date(2026, 6, 1)


def plant(atlas: Atlas, count: int, seed: int) -> list[Fault]:
    """Return faults to plant in an atlas, up to a count of each sort."""
    field = Field(atlas, seed)
    return [
        *contradictions(field, count), *sums(field, max(1, count // 2)), *late(field, max(1, count // 3)),
        *stale(field, max(1, count // 2)), *doubles(field, max(1, count // 2)), *shapeless(field, max(1, count // 3)),
    ]  # fmt: skip


def found(atlas: Atlas, faults: list[Fault], on: date = ON) -> list[bool]:
    """Tell of each fault whether the checks of an atlas with them planted find it, with the right kind."""
    planted = atlas_with(atlas, faults)
    told: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for one in check(planted, on=None if on is None else on):
        told[one.kind].update(one.facts)
        named[one.kind].update(one.subjects)
    results = []
    for number, fault in enumerate(faults):
        document = f"https://planted.example/fault/{number}"
        facts = {AAF + digest for digest in fact_ids(planted.facts(document).collect(), document)}
        hit = bool(facts & told[fault.kind])
        if fault.kind == "duplicate":
            labels = {row.get(role) for row in fault.rows for role in ("subject", "object")}
            hit = bool(labels & named["duplicate"])
        results.append(hit)
    return results


def main() -> None:
    """Plant, check, and print what was found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    atlas = Atlas.packaged()
    faults = plant(atlas, count, seed)
    results = found(atlas, faults)
    planted, hits = Counter((one.kind, one.what) for one in faults), Counter[tuple[str, str]]()
    for fault, hit in zip(faults, results, strict=True):
        hits[fault.kind, fault.what] += hit
    for kind in dict.fromkeys(one.kind for one in faults):
        total = sum(n for (of, _), n in planted.items() if of == kind)
        right = sum(n for (of, _), n in hits.items() if of == kind)
        sys.stdout.write(f"{kind:15}{right:5} of {total:4}  {right / total:.1%}\n")
        for (of, what), number in sorted(planted.items()):
            if of == kind and hits[of, what] < number:
                sys.stdout.write(f"{'':15}{hits[of, what]:5} of {number:4}  {what}\n")
    sys.stdout.write(f"{'all':15}{sum(results):5} of {len(results):4}  {sum(results) / len(results):.1%}\n")


if __name__ == "__main__":
    main()
