"""Fixtures that every room's tests share: one parser for the session, and a reading made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings

from legation.layers import Block, Reading
from legation.parse.grammar import Grammar
from legation.record import Document

# How long an example takes is for the benchmarks: a busy machine fails no test.
settings.register_profile("legation", deadline=None)
settings.load_profile("legation")


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    return Grammar()


@pytest.fixture
def read(grammar: Grammar) -> Callable[..., Reading]:
    """``read(text, published=None, title=None)``: a reading of one paragraph, parsed, with no other layer."""

    def _read(text: str, published: str | None = None, title: str | None = None) -> Reading:
        document = Document(
            id="t", text=text, title=title, published=published, published_basis="given" if published else "unknown"
        )
        reading = Reading(document=document, text=text, blocks=(Block(0, len(text), "paragraph"),))
        reading.doc = grammar.parse(reading)
        return reading

    return _read
