"""One shape for all phrasings: the roles of a predicate are the same however the sentence is built."""

from __future__ import annotations

import pytest

from legation.parse.propositions import extract


def roles(read, text: str, lemma: str) -> dict[str, list[str]]:
    reading = read(text)
    proposition = next(p for p in extract(reading.parsed) if p.lemma == lemma)
    found: dict[str, list[str]] = {}
    for argument in proposition.arguments:
        found.setdefault(argument.role, []).append(reading.parsed[argument.token].text)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Chad attacked Niger.",
        "Chad, which attacked Niger, denied it.",
        "Chad decided to attack Niger.",
        "Chad threatened Mali and attacked Niger.",
        "By attacking Niger, Chad lost its friends.",
    ],
)
def test_subject_is_found_through_relatives_control_and_coordination(read, text: str) -> None:
    found = roles(read, text, "attack")
    assert found["subject"] == ["Chad"]
    assert found["object"] == ["Niger"]


def test_passive_turns_its_roles(read) -> None:
    found = roles(read, "Niger was attacked by Chad.", "attack")
    assert found["object"] == ["Niger"]
    assert found["agent"] == ["Chad"]
    assert "subject" not in found


def test_object_control_makes_the_addressee_the_subject(read) -> None:
    assert roles(read, "Chad urged Niger to withdraw.", "withdraw")["subject"] == ["Niger"]


def test_promise_keeps_its_own_subject(read) -> None:
    assert roles(read, "Chad promised Niger to withdraw.", "withdraw")["subject"] == ["Chad"]


def test_coordinated_arguments_are_listed_one_by_one(read) -> None:
    assert roles(read, "Chad, Mali and Niger signed the pact.", "sign")["subject"] == ["Chad", "Mali", "Niger"]


def test_a_noun_takes_over_the_arguments_of_its_verb(read) -> None:
    found = roles(read, "Chad held talks with Niger.", "talk")
    assert found["subject"] == ["Chad"]
    assert found["prep:with"] == ["Niger"]


def test_a_participle_coordinated_with_a_passive_is_passive(read) -> None:
    reading = read("Niger was ignored and not invited to the talks.")
    invite = next(p for p in extract(reading.parsed) if p.lemma == "invite")
    assert invite.negated
    assert [reading.parsed[i].text for i in invite.roles("object")] == ["Niger"]


@pytest.mark.parametrize(
    ("text", "negated", "tense", "modal"),
    [
        ("Chad did not attack Niger.", True, "past", None),
        ("Chad will attack Niger.", False, "future", "will"),
        ("Chad may attack Niger.", False, None, "may"),
        ("No soldier attacked Niger.", True, "past", None),
    ],
)
def test_negation_tense_and_mood(read, text: str, negated: bool, tense: str | None, modal: str | None) -> None:
    proposition = next(p for p in extract(read(text).parsed) if p.lemma == "attack")
    assert (proposition.negated, proposition.modal) == (negated, modal)
    if tense:
        assert proposition.tense == tense


def test_the_understood_argument_of_a_passive_infinitive_is_its_object(read) -> None:
    found = roles(read, "The general was scheduled to be released in May.", "release")
    assert found["object"] == ["general"]
    assert "subject" not in found
