"""Dependency paths between two words, as short strings: what they hang on each other by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

LONGEST = 6


def path(doc: Doc, start: int, end: int) -> tuple[str, ...] | None:
    """Steps from token ``start`` up (``^dep``) and down (``vdep``, a preposition with its word) to ``end``.

    None where the two stand in different sentences.
    """
    up, down = _chain(doc[start]), _chain(doc[end])
    above = {token.i: n for n, token in enumerate(up)}
    meet = next((n for n, token in enumerate(down) if token.i in above), None)
    if meet is None:
        return None
    rising = [f"^{_step(token)}" for token in up[: above[down[meet].i]]]
    falling = [f"v{_step(token)}" for token in reversed(down[:meet])]
    return (*rising, *falling)


def shown(steps: tuple[str, ...] | None) -> str:
    """A path as one feature; long ones are cut in the middle."""
    if steps is None:
        return "apart"
    if len(steps) > LONGEST:
        steps = (*steps[:2], "…", *steps[-3:])
    return " ".join(steps) or "self"


def _chain(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def _step(token: Token) -> str:
    if token.dep_ in ("prep", "agent", "mark", "dative") and token.pos_ in ("ADP", "SCONJ", "PART"):
        return f"{token.dep_}:{token.lower_}"
    return str(token.dep_)
