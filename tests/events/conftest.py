"""A text coded up to its tellings, for the tests of the events room."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from legation.engines.local import Coder
from legation.record import Document, Event, Record


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="session")
def record(coder: Coder) -> Callable[..., Record]:
    """``record(text, published=None)``: the whole record of one text."""

    def _record(text: str, published: str | None = None) -> Record:
        basis = "given" if published else "unknown"
        return coder.code(Document(id="t", text=text, published=published, published_basis=basis))

    return _record


@pytest.fixture(scope="session")
def events(record: Callable[..., Record]) -> Callable[..., tuple[Event, ...]]:
    """``events(text, type=None, published=None)``: its events, of one type where one is named."""

    def _events(text: str, type: str | None = None, published: str | None = None) -> tuple[Event, ...]:
        return tuple(e for e in record(text, published).events if type in (None, e.type))

    return _events
