"""The writer's own claims: hedges, judgements, rhetorical questions; nothing on plain narration."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from legation.attribution.claims import find, find_author
from legation.layers import ClaimSpan, Reading

Read = Callable[..., Reading]


def author(reading: Reading) -> tuple[ClaimSpan, ...]:
    return find_author(reading, find(reading))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Perhaps the harbour will open.", "PS+"),
        ("Perhaps the harbour will not open.", "PS-"),
        ("The blockade is probably a bluff.", "PR+"),
        ("It seems that the marshal has lost the south.", "PR+"),
        ("In fact, the visit changed everything.", "CT+"),
        ("Without roads, the treaty is meaningless.", "CT+"),
        ("This was a humiliating setback for the league.", "CT+"),
        ("The defeat confirms the weakness of the fleet.", "CT+"),
        ("Who would trust such a guarantee?", "Uu"),
    ],
)
def test_stance(read: Read, text: str, value: str) -> None:
    reading = read(text)
    claims = author(reading) or find(reading)
    assert [(c.holder, c.factuality) for c in claims] == [("author", value)]


@pytest.mark.parametrize(
    "text",
    [
        "The convoy left Aden on Tuesday and reached Mocha at noon.",
        "Ministers of five countries met in Nairobi.",
        "The army fired thirteen rockets at the base.",
    ],
)
def test_plain_narration_is_no_claim(read: Read, text: str) -> None:
    assert author(read(text)) == ()


def test_what_others_say_is_not_the_authors(read: Read) -> None:
    assert author(read("The envoy said that the treaty is probably meaningless.")) == ()
    assert author(read("“Perhaps it is a disaster,” the envoy said.")) == ()


def test_one_claim_a_sentence(read: Read) -> None:
    text = "Perhaps the pact is dead, and of course the loss is alarming. Obviously the coast is next."
    assert len(author(read(text))) == 2


def test_spans_are_in_the_text(read: Read) -> None:
    text = "Clearly, the siege was a mistake. Is that not absurd?"
    for claim in author(read(text)):
        assert 0 <= claim.content[0] < claim.content[1] <= len(text)
        assert claim.kind == "author"
        assert claim.source is None
