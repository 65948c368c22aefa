"""Passives without an auxiliary, and whose act an infinitive tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from legation.layers import Reading
from legation.parse.propositions import extract


def roles(read: Callable[..., Reading], text: str, verb: str) -> dict[str, list[str]]:
    reading = read(text)
    (proposition,) = (p for p in extract(reading.parsed) if p.kind == "verb" and p.lemma == verb)
    found: dict[str, list[str]] = {}
    for argument in proposition.arguments:
        found.setdefault(argument.role, []).append(reading.parsed[argument.token].text)
    return found


@pytest.mark.parametrize(
    ("text", "verb", "victim"),
    [
        ("Mombasa mayor Wanjiru indicted on four counts", "indict", "Wanjiru"),
        ("Chadian minister sentenced to two years in prison", "sentence", "minister"),
        ("Poisoned in 2011, Wanjiru was an ally of the mayor.", "poison", "Wanjiru"),
        ("If attacked by Chad, Kenya will respond.", "attack", "Kenya"),
    ],
)
def test_a_participle_without_auxiliary_is_undergone(
    read: Callable[..., Reading], text: str, verb: str, victim: str
) -> None:
    found = roles(read, text, verb)
    assert found["object"] == [victim] and "subject" not in found


def test_a_finite_verb_with_an_object_stays_active(read: Callable[..., Reading]) -> None:
    assert roles(read, "Chad charged two Kenyans.", "charge")["subject"] == ["Chad"]


def test_whoever_is_driven_to_it_does_it(read: Callable[..., Reading]) -> None:
    assert roles(read, "The drought drove the Chadian cabinet to block exports.", "block")["subject"] == ["cabinet"]
    assert roles(read, "Chad used force to expel the miners.", "expel")["subject"] == ["Chad"]


def test_whoever_did_so_too_is_a_subject(read: Callable[..., Reading]) -> None:
    text = "Chad's president condemned the raid and called for calm, as did the Kenyan leader."
    assert roles(read, text, "condemn")["subject"] == ["president", "leader"]
