"""An archive of 100,000 imported events: ``python benchmarks/scale.py [--sizes 10000 100000] [--json FILE]``.

The reports are made with a fixed seed: dyads by Zipf's law, each event told by one to four stories that differ in mode,
day and publisher, over five years; every dyad turns from warm to cold or back once. Each size runs in a process of its own,
so that its peak memory is its own. Measured: import, joining, the months of all dyads, a year of change points by week over
the 200 dyads most told of. Prints wall and processor seconds and peak memory by step, and how wall time grows.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from legation.analyse.acts import Act, acts, label
from legation.analyse.changes import changes
from legation.analyse.dyads import series
from legation.codebook import plover
from legation.compare.identity import identities
from legation.compare.joining import joined
from legation.export.opened import Archive
from legation.imports import Imported, store
from legation.imports.rows import COLUMNS

SEED = 1
STATES, DYADS, DAYS = 120, 3000, 5 * 365
FIRST = date(2019, 1, 1)
MOST = 200
YEAR = "2021"
TARGET_SECONDS, TARGET_MEMORY = 300.0, 4.0
OUTLETS = tuple(f"Outlet {n}" for n in range(40))
FRIENDLY = ("CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE", "CONCEDE", "RETREAT")
HOSTILE = ("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
REPORTS = (1, 1, 1, 2, 2, 3, 4)


def main() -> int:
    """Measure each size in its own process and print the table; 1 where the largest misses the target."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="reports")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measured(given.one)))
        return 0
    found = [_apart(size) for size in given.sizes]
    print(table(found))
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    last = found[-1]
    return int(last["seconds"] > TARGET_SECONDS or last["gigabytes"] > TARGET_MEMORY)


def _apart(size: int) -> dict[str, Any]:
    done = subprocess.run([sys.executable, __file__, "--one", str(size)], stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def measured(size: int) -> dict[str, Any]:
    """Steps with wall and processor seconds and the peak memory so far, in gigabytes; counts of what came out."""
    steps: list[dict[str, Any]] = []

    def timed(name: str, run: Callable[[], Any]) -> Any:
        wall, processor = time.perf_counter(), time.process_time()
        result = run()
        steps.append(
            {
                "step": name,
                "wall": time.perf_counter() - wall,
                "processor": time.process_time() - processor,
                "gigabytes": peak(),
            }
        )
        return result

    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "scale.duckdb") as archive:
        timed("made and imported", lambda: store(archive, list(made(size))))
        events = timed("joining", lambda: joined(archive))
        told = timed("acts", lambda: acts(events, identities(archive).countries))
        months = timed("dyad-months", lambda: dyad_months(told))
        shifts = timed("change points", lambda: year_of_changes(told))
    return {
        "reports": size,
        "events": len(events),
        "dyads": len({a.dyad for a in told}),
        "dyad-months": months,
        "changes": shifts,
        "seconds": sum(s["wall"] for s in steps),
        "processor": sum(s["processor"] for s in steps),
        "gigabytes": peak(),
        "cores": os.cpu_count(),
        "steps": steps,
    }


def dyad_months(told: Sequence[Act]) -> int:
    """The months of every dyad from its first act to its last: how many."""
    whole = Counter(label(a.day, "month") for a in told)
    return sum(len(series(group, whole, "month")) for group in by_dyad(told))


def year_of_changes(told: Sequence[Act]) -> int:
    """Change points of one year by week, over the dyads most told of: how many."""
    year = [a for a in told if str(a.day.year) == YEAR]
    span = (date(int(YEAR), 1, 1), date(int(YEAR), 12, 31))
    whole = Counter(label(a.day, "week") for a in year)
    busiest = sorted(by_dyad(year), key=lambda g: (-len(g), g[0].dyad))[:MOST]
    return sum(len(changes(series(group, whole, "week", span))) for group in busiest)


def by_dyad(told: Sequence[Act]) -> list[list[Act]]:
    """Acts by dyad, in order of the dyads' names."""
    groups: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in told:
        groups[act.dyad].append(act)
    return [group for _, group in sorted(groups.items())]


def made(size: int) -> Iterator[Imported]:
    """``size`` reports. The same size gives the same rows; a larger one has more events, not more reports of each."""
    chance = random.Random(SEED)
    states = [f"{a}{b}{c}" for a in "QXZ" for b in "ABCDEFGHIJ" for c in "KLMN"][:STATES]
    dyads = chance.sample([(a, b) for i, a in enumerate(states) for b in states[i + 1 :]], DYADS)
    weights = list(accumulate(1 / rank for rank in range(1, DYADS + 1)))
    turns = {dyad: (chance.randrange(DAYS), chance.random() < 0.5) for dyad in dyads}
    number = 0
    while number < size:
        dyad = chance.choices(dyads, cum_weights=weights)[0]
        when = chance.randrange(DAYS)
        turn, warm = turns[dyad]
        kind = chance.choice(FRIENDLY if (chance.random() < 0.75) == (warm == (when < turn)) else HOSTILE)
        one, other = dyad if chance.random() < 0.5 else dyad[::-1]
        for _ in range(min(chance.choice(REPORTS), size - number)):
            number += 1
            yield _row(number, chance, kind, (one, other), FIRST + timedelta(days=when))


def _row(number: int, chance: random.Random, kind: str, dyad: tuple[str, str], day: date) -> Imported:
    modes = plover.modes(kind)
    mode = modes[0] if modes and chance.random() < 0.8 else None
    late = day + timedelta(days=chance.choice((0, 0, 0, 1, 2)))
    values: dict[str, Any] = {
        **dict.fromkeys(COLUMNS), "dataset": "polecat", "id": f"{number:07d}", "day": day.isoformat(), "type": kind,
        "mode": mode, "quad": plover.quad(kind), "code": kind, "source_country": dyad[0], "target_country": dyad[1],
        "place_country": dyad[1] if chance.random() < 0.5 else None, "published": late.isoformat(),
        "publisher": chance.choice(OUTLETS), "story": f"story-{number // 2}", "file": "made", "row": number,
    }  # fmt: skip
    return Imported(**values)


def table(found: Sequence[dict[str, Any]]) -> str:
    """A line a step with seconds by size and the growth of the wall time over the growth of the reports."""
    sizes = [f["reports"] for f in found]
    lines = [f"seed {SEED}, {found[-1]['cores']} cores; reports: {', '.join(map(str, sizes))}"]
    for f in found:
        what = ", ".join(f"{f[k]} {k}" for k in ("events", "dyads", "dyad-months", "changes"))
        lines.append(f"{f['reports']} reports: {what}")
    lines.append(f"{'step':<19}" + "".join(f"{f'{s} wall':>14}{'cpu':>9}{'peak GB':>9}" for s in sizes) + "   growth")
    last = [*found[0]["steps"], {"step": "all"}]
    for at, step in enumerate(last):
        cells = [f["steps"][at] if at < len(f["steps"]) else {**f, "wall": f["seconds"]} for f in found]
        growth = cells[-1]["wall"] / cells[0]["wall"] if cells[0]["wall"] else 0.0
        lines.append(
            f"{step['step']:<19}"
            + "".join(f"{c['wall']:>14.2f}{c['processor']:>9.2f}{c['gigabytes']:>9.2f}" for c in cells)
            + f"   {growth:.1f} times for {sizes[-1] / sizes[0]:g} times the reports"
        )
    met = found[-1]["seconds"] <= TARGET_SECONDS and found[-1]["gigabytes"] <= TARGET_MEMORY
    lines.append(f"target {TARGET_SECONDS:g} s and {TARGET_MEMORY:g} GB: {'met' if met else 'missed'}")
    return "\n".join(lines)


def peak() -> float:
    """The most memory that this process has held, in gigabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    raise SystemExit(main())
