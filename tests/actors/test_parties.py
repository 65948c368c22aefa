"""Whoever fills a role in an act is an actor of it, with or without a name that a list knows."""

from __future__ import annotations

import pytest

from legation import code
from legation.resources import load


@pytest.mark.parametrize(
    ("text", "phrase", "country", "sector", "kind"),
    [
        ("Danish police arrested a 40-year-old inmate.", "a 40-year-old inmate", None, "CVL", "person"),
        ("Danish police arrested several suspects.", "several suspects", None, "CRM", "group"),
        ("The court freed a French student.", "a French student", "FRA", "EDU", "person"),
        ("The rebels shot at three midwives.", "three midwives", None, "MED", "group"),
        ("The ministry sued Brantvik.", "Brantvik", None, None, "organization"),
    ],
)
def test_nouns_for_persons_and_unknown_names_are_actors_where_they_fill_a_role(
    find, text, phrase, country, sector, kind
):
    found = find(text)
    (identity,) = found.who(phrase)
    actor = found.actor(identity)
    assert (actor.country, actor.sector, actor.kind) == (country, sector, kind)


def test_what_takes_no_part_is_no_actor_of_the_record() -> None:
    record = code("An inmate slept. Danish police arrested three smugglers near the port.")
    (event,) = record.events
    assert [a.name for a in record.actors if a.id in event.target] == ["smugglers"]
    assert not any("inmate" in a.name for a in record.actors)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the leader of the pack ran home.",
        "Officials opened a bridge, groups danced and sides of beef were roasted.",
    ],
)
def test_those_who_do_nothing_of_note_are_no_actors_of_the_record(text) -> None:
    assert code(text).actors == ()


def test_a_missing_target_is_looked_for_inside_the_phrase_that_stands_for_it() -> None:
    (event,) = code("Norwegian jets bombed a depot in Libya.").events
    assert event.target == ("LBY",)


def test_every_noun_has_one_sector() -> None:
    people = load("actors/people.yaml")["people"]
    for sector, nouns in people.items():
        assert len(nouns) == len(set(nouns)), sector
