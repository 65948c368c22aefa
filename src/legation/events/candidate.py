"""What one predicate may mean: a candidate event, and what the learned judge made of it."""

from __future__ import annotations

from dataclasses import dataclass

from legation.layers import Proposition


@dataclass(frozen=True, slots=True)
class Judged:
    """What the learned judge made of an event: probabilities in [0, 1], and what spoke for them.

    ``event`` is that the words tell an event at all, ``type`` that it is of the type coded (given that), ``parts`` that each
    participant has its part, ``beside`` the highest probability of an actor that was left out. ``supplied`` names the roles
    into which no frame but the judge alone put somebody, ``fetched`` says whether only another sentence names one of them.
    ``rivals`` are other types with theirs, ``reasons`` the features that spoke most for the type.
    """

    event: float
    type: float
    parts: tuple[float, ...] = ()
    beside: float = 0.0
    supplied: tuple[str, ...] = ()
    fetched: bool = False
    rivals: tuple[tuple[str, float], ...] = ()
    reasons: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that the words of one predicate may mean.

    ``source`` and ``target`` are actor ids; ``*_tokens`` the heads they were read from. ``rule`` names the frame or shift,
    ``words`` its entry. ``given`` is a factuality that the construction itself imposes (an event kept under a shift).
    """

    trigger: int
    type: str
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    source_tokens: tuple[int, ...]
    target_tokens: tuple[int, ...]
    symmetric: bool
    weight: float
    rule: str
    words: str
    proposition: Proposition
    given: str | None = None
    roles: tuple[str, ...] = ()
    conditions: int = 0
    counts: str | None = None
    """What the frame says its figures count (killed, displaced, money …)."""
    turned: bool = False
    """The type has used up the trigger's negation: "not willing to help" is a refusal that did happen."""
    judged: Judged | None = None
    carrier: int | None = None
    """The light verb that carries a noun: what is said of it (not, may, will) is said of the event."""
