"""Who is missing: how surprising an absence is under a stated null model.

The model of one side (or seat) in one format: each session since its first is a trial, attendance is Beta-Bernoulli with the
prior Beta(1/2, 1/2) of Jeffreys on the last :data:`WINDOW` trials. The surprise of an absence is ``-log2 p(absent)`` bits: one
bit is a coin's fall, ten bits one in a thousand. The first session is no trial, since it is what makes the side a candidate.
Below :data:`ENOUGH` trials nothing is said. The model knows no reasons: a side that left a body for good surprises for a few
sessions, until its own absences have taught the model.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PRIOR = 0.5  # of both attendance and absence
WINDOW = 20  # earlier sessions that count
ENOUGH = 5  # trials below which there is too little to tell
SURPRISING = 2.0  # bits from which an absence is called surprising: at most one in four
TOO_LITTLE = "too little to tell"


@dataclass(frozen=True, slots=True)
class Absence:
    """One side or seat that a session lacks: ``attended`` of ``trials`` earlier sessions, and what follows from it.

    ``bits`` is None where the trials are too few. ``unit`` is ``side`` or ``seat`` (an office of a side that was there).
    """

    key: str
    unit: str
    format: str
    trials: int
    attended: int
    probability: float | None
    bits: float | None

    @property
    def surprising(self) -> bool:
        """Whether the model finds the absence surprising."""
        return self.bits is not None and self.bits >= SURPRISING

    @property
    def words(self) -> str:
        """What the figure rests on, in plain words."""
        rests = (
            f"{self.attended} of the last {self.trials} of {self.format}" if self.trials else f"first of {self.format}"
        )
        return f"{self.bits:.1f} bits ({rests})" if self.bits is not None else f"{TOO_LITTLE} ({rests})"


def chance_absent(attended: int, trials: int) -> float:
    """The probability of absence after ``attended`` of ``trials``: the mean of the posterior."""
    return (trials - attended + PRIOR) / (trials + 2 * PRIOR)


def absences(sessions: Sequence[frozenset[str]], *, unit: str, format: str) -> Iterator[tuple[int, Absence]]:
    """Each absence in ``sessions``, in order of time, as (number of the session, absence). Keys attend or do not."""
    for number, key, attended, trials, there in trials_of(sessions):
        if there:
            continue
        enough = trials >= ENOUGH
        chance = chance_absent(attended, trials) if enough else None
        bits = -math.log2(chance) if chance is not None else None
        yield number, Absence(key, unit, format, trials, attended, chance, bits)


def trials_of(sessions: Sequence[frozenset[str]]) -> Iterator[tuple[int, str, int, int, bool]]:
    """Session, key, attended, trials and whether there, for every key at every session after its first."""
    past: dict[str, list[bool]] = {}
    for number, present in enumerate(sessions):
        for key in sorted(past):
            window = past[key][-WINDOW:]
            yield number, key, sum(window), len(window), key in present
        for key in past:
            past[key].append(key in present)
        for key in sorted(present - past.keys()):
            past[key] = []
