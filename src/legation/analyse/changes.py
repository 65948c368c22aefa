"""Change points of a dyad's series: where cooperation or conflict shifts, with the events behind each shift.

PELT (Killick, Fearnhead and Eckley 2012) with the least-squares cost on the sum of scores a period, every period a candidate
(``jump=1``), segments of three periods or more, and the penalty 3 · s² · ln n, where s is the noise told from differences of
neighbouring periods, by their median absolute value or their standard deviation, whichever is greater (the median alone sees
no noise where most periods are quiet, and finds shifts there in a fifth of series without any). Nothing is looked for in fewer
than twelve periods or ten acts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from legation.analyse.acts import Act
from legation.analyse.dyads import Period

SHORTEST, SEGMENT, MOVERS = 12, 3, 5
FEWEST = 10
PENALTY = 3.0
NORMAL = 0.6745 * math.sqrt(2)  # median absolute difference of neighbours → standard deviation


@dataclass(frozen=True, slots=True)
class Change:
    """A shift at the start of ``period``: the mean sum a period before it and after it, and the acts that moved it most."""

    period: str
    before: float
    after: float
    movers: tuple[Act, ...]


def changes(periods: Sequence[Period]) -> list[Change]:
    """The change points of a series, none where it is shorter than twelve periods, has under ten acts or does not vary."""
    if len(periods) < SHORTEST or sum(p.events for p in periods) < FEWEST:
        return []
    values = np.array([p.total for p in periods], dtype=float)
    steps = np.diff(values)
    noise = max(float(np.median(np.abs(steps))) / NORMAL, float(np.std(steps)) / math.sqrt(2))
    if noise == 0:
        return []
    import ruptures

    search = ruptures.Pelt(model="l2", min_size=SEGMENT, jump=1).fit(values)
    ends = search.predict(pen=PENALTY * noise**2 * math.log(len(values)))
    found, start = [], 0
    for end, after in pairwise(ends):
        before_mean, after_mean = float(values[start:end].mean()), float(values[end:after].mean())
        found.append(
            Change(
                periods[end].period,
                round(before_mean, 3),
                round(after_mean, 3),
                _movers(periods[end:after], after_mean > before_mean),
            )
        )
        start = end
    return found


def _movers(periods: Sequence[Period], up: bool) -> tuple[Act, ...]:
    """The acts of the new stretch's first periods that push where it went, the strongest first."""
    told = [act for period in periods[:SEGMENT] for act in period.acts]
    pushing = [a for a in told if (a.score > 0) == up]
    return tuple(sorted(pushing, key=lambda a: (-abs(a.score), a.day, a.event.id))[:MOVERS])
