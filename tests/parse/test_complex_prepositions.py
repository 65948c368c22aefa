"""Prepositions of several words, company of the subject and passives without an auxiliary, as propositions see them."""

from __future__ import annotations

from collections.abc import Callable

from legation.layers import Proposition, Reading
from legation.parse.propositions import extract


def predicate(reading: Reading, lemma: str) -> Proposition:
    """The proposition of ``lemma`` in ``reading``."""
    return next(p for p in extract(reading.parsed) if p.lemma == lemma)


def words(reading: Reading, proposition: Proposition, role: str) -> list[str]:
    """What stands in ``role``."""
    return [reading.parsed[i].text for i in proposition.roles(role)]


def test_in_support_of_is_for(read: Callable[..., Reading]) -> None:
    reading = read("The army conducted strikes in support of the militia.")
    assert words(reading, predicate(reading, "conduct"), "prep:for") == ["militia"] or words(
        reading, predicate(reading, "strike"), "prep:for"
    ) == ["militia"]
    assert all(p.lemma != "support" for p in extract(reading.parsed))


def test_company_of_the_subject_acts_too(read: Callable[..., Reading]) -> None:
    reading = read("Kenya, along with Ethiopia, attacked the camp.")
    assert words(reading, predicate(reading, "attack"), "subject") == ["Kenya", "Ethiopia"]


def test_who_is_seen_killed_is_the_object(read: Callable[..., Reading]) -> None:
    reading = read("Several days of fighting saw 120 soldiers killed.")
    killed = predicate(reading, "kill")
    assert killed.passive and words(reading, killed, "object") == ["soldiers"]
    assert not killed.roles("subject")
