"""How far the null model of absence holds on records of visits: what it says against what came.

    legation import travels ../shared/data/travels --archive leaders.duckdb
    legation import visits ../shared/data/visits --archive leaders.duckdb
    python benchmarks/absence/run.py leaders.duckdb

For each kind of format: trials with enough sessions before them, the mean surprise in bits against that of the base rate,
and, by what the model said, how often the side or office came.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict

from legation.analyse.absence import ENOUGH, chance_absent, trials_of
from legation.analyse.formats import formats
from legation.analyse.sittings import People, sittings
from legation.archive import Archive
from legation.archive.queries import View

BINS = (0.1, 0.3, 0.5, 0.7, 0.9, 1.0)


def main(path: str) -> None:
    """Print the table of an archive."""
    with Archive(path, read_only=True) as archive:
        people = People(View(archive))
        kinds = formats(sittings(people.view, people), people)
    told: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for item in kinds:
        sessions = [s for s in item.sessions if item.tells(s)]
        for _, _, attended, trials, there in trials_of(item.present(sessions)):
            if trials >= ENOUGH:
                told[item.kind].append((1 - chance_absent(attended, trials), there))
        for _, absence in item.absences():
            found[item.kind][0] += 1
            found[item.kind][1] += absence.surprising
    for kind, pairs in sorted(told.items()):
        rate = sum(there for _, there in pairs) / len(pairs)
        bits = sum(-math.log2(p if there else 1 - p) for p, there in pairs) / len(pairs)
        base = -rate * math.log2(rate) - (1 - rate) * math.log2(1 - rate) if 0 < rate < 1 else 0.0
        print(f"{kind}: {len(pairs)} trials, {found[kind][0]} absences, {found[kind][1]} surprising")
        print(f"  mean surprise {bits:.3f} bits a trial; the base rate's {base:.3f}")
        low = 0.0
        for high in BINS:
            inside = [(p, there) for p, there in pairs if low <= p < high or (high == 1.0 and p == 1.0)]
            if inside:
                said, came = (sum(x) / len(inside) for x in zip(*inside, strict=True))
                print(f"  {low:.0%} to {high:.0%}: {len(inside)} trials, said {said:.0%}, came {came:.0%}")
            low = high


if __name__ == "__main__":
    main(sys.argv[1])
