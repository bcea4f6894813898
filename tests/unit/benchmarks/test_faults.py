"""That the checks find the faults that the benchmark plants in a copy of the shipped atlas."""

from collections import defaultdict

import pytest

from autoatlas.graph import Atlas
from benchmarks.faults import found, plant


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.packaged()


def test_of_the_planted_faults_nearly_all_are_found_with_the_right_kind(atlas):
    faults = plant(atlas, 5, seed=7)
    results = found(atlas, faults)
    assert len(faults) > 200
    by_kind = defaultdict(list)
    for fault, hit in zip(faults, results, strict=True):
        by_kind[fault.kind].append(hit)
    assert set(by_kind) == {"shape", "contradiction", "arithmetic", "lateness", "staleness", "duplicate"}
    shares = {kind: sum(hits) / len(hits) for kind, hits in by_kind.items()}
    assert min(shares.values()) >= 0.9, shares
    assert sum(results) / len(results) >= 0.95


def test_a_fault_is_not_found_where_it_was_not_planted(atlas):
    faults = plant(atlas, 2, seed=8)
    told = found(atlas, [one for one in faults if one.kind == "arithmetic"])
    assert all(told)
    harmless = [one for one in faults if one.kind == "staleness"]
    renewed = [type(one)(one.kind, one.what, tuple(row | {"published": "2026-05-01", "start": None, "end": None}
                                                   for row in one.rows)) for one in harmless]  # fmt: skip
    assert not any(found(atlas, renewed))
