"""Whose word an event is: those who tell it, not those who want, allow or play it down."""

from __future__ import annotations

import pytest

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
