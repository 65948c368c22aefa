"""Whose word an event is: those who tell it, not those who want, allow or play it down."""

from __future__ import annotations

import pytest

from legation.attribution.assertions import listed
from legation.engines.local import Coder
from legation.record import Document


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def holder(coder: Coder, text: str, type: str) -> str:
    record = coder.code(Document(id="t", text=text))
    return next(e.holder for e in record.events if e.type == type)


def test_who_says_it_holds_it(coder: Coder) -> None:
    assert holder(coder, "Peru said that Chad attacked Niger.", "ASSAULT") == "PER"


@pytest.mark.parametrize("text", ["Peru wants Chad to attack Niger.", "Chad did not hesitate to attack Niger."])
def test_wanting_and_daring_are_told_by_the_author(coder: Coder, text: str) -> None:
    assert holder(coder, text, "ASSAULT") == "author"


def test_a_report_that_quotes_has_no_claims_of_its_writer(coder: Coder) -> None:
    quoted = '"We will leave," the minister said. "Nobody asked us," the envoy said. '
    opinion = "In fact, this is perhaps a rather important event."
    assert any(c.holder == "author" for c in coder.code(Document(id="a", text=opinion)).claims)
    assert not any(c.holder == "author" for c in coder.code(Document(id="b", text=quoted + opinion)).claims)


def told(coder: Coder, text: str) -> list[str]:
    reading = coder.read(Document(id="t", text=text))
    return [reading.text[slice(*claim.content)] for claim in listed(reading, reading.claims)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru said that Chad attacked Niger.",
        "Peru's minister denied the charges of fraud.",
        "There are rumours of a secret deal between the parties.",
        '"We will leave," the minister said.',
    ],
)
def test_what_is_told_is_listed(coder: Coder, text: str) -> None:
    assert told(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru wants to keep the port.",
        "Peru enjoys the support of Chad.",
        "Peru and Chad discussed the dam.",
        "Peru decided to leave the port.",
        "Peru repeated its call for a boycott.",
        "Peru pledged to leave the port.",
    ],
)
def test_wishes_decisions_and_topics_are_not_listed(coder: Coder, text: str) -> None:
    assert not told(coder, text)


def test_a_document_speaks_as_an_official_statement(coder: Coder) -> None:
    reading = coder.read(Document(id="t", text="According to the treaty, the river belongs to both states."))
    assert [claim.holder for claim in listed(reading, reading.claims)] == ["official statement"]
