"""Whether what the graph holds can be true together: shapes, contradictions, sums, late plans, stale values, doubles."""
