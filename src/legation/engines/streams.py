"""Rows in, rows out: what ``code``, ``annotate``, ``resolve`` and ``classify`` run over many inputs.

Results come in the order of the input, whatever the number of workers; refused rows come as :class:`InputRefused` in their place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

from legation.engines.local import Coder
from legation.errors import InputRefused
from legation.record import Document
from legation.settings import Settings

Row = dict[str, Any]
In = TypeVar("In")
Out = TypeVar("Out")
LAYERS = ("actors", "places", "dates", "claims", "factuality", "events")
WAITING_PER_WORKER = 8  # rows read ahead, so that memory stays flat on an endless stream

_coder: Coder | None = None


def in_order(
    run: Callable[[Coder, In], Out], items: Iterable[In | InputRefused], settings: Settings
) -> Iterator[Out | InputRefused]:
    """``run`` over ``items`` with ``settings.workers`` processes. ``run`` must be a function of a module."""
    if settings.workers == 1:
        coder = Coder(settings)
        for item in items:
            yield item if isinstance(item, InputRefused) else _safely(run, coder, item)
        return
    with ProcessPoolExecutor(settings.workers, initializer=_prepare, initargs=(settings,)) as pool:
        waiting: deque[Future[Out | InputRefused] | InputRefused] = deque()
        for item in items:
            waiting.append(item if isinstance(item, InputRefused) else pool.submit(_work, run, item))
            while len(waiting) > WAITING_PER_WORKER * settings.workers:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _result(item: Future[Out | InputRefused] | InputRefused) -> Out | InputRefused:
    return item if isinstance(item, InputRefused) else item.result()


def _prepare(settings: Settings) -> None:
    global _coder
    _coder = Coder(settings)


def _work(run: Callable[[Coder, In], Out], item: In) -> Out | InputRefused:
    assert _coder is not None
    return _safely(run, _coder, item)


def _safely(run: Callable[[Coder, In], Out], coder: Coder, item: In) -> Out | InputRefused:
    try:
        return run(coder, item)
    except InputRefused as refused:
        return refused


def code_document(coder: Coder, document: Document) -> str:
    """One document → its record as a line of JSON."""
    return coder.code(document).to_json()


def annotate_row(coder: Coder, task: tuple[str, Row, Document]) -> Row:
    """``(layer, row, document)`` → the row with the layer's list added."""
    layer, row, document = task
    return {**row, **coder.annotate(layer, row, document)}
