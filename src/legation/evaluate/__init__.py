"""One layer against a gold set: the figures of the project's scorer, computed by the package itself.

``run(layer, gold, settings)`` returns a :class:`Report`. Formats of the gold sets are those of their publishers.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from legation.errors import LegationError
from legation.evaluate.report import Report
from legation.settings import Settings

# Layer → the module that scores it; imported when asked for.
LAYERS = {
    "articles": "articles",
    "plover": "plover",
    "roles": "roles",
    "actors": "re3d",
    "claims": "attribution",
    "factuality": "factuality",
    "dates": "dates",
    "places": "places",
    "resolve": "resolve",
    "names": "names",
    "corpus": "corpus",
    "balance": "balance",
    "pairs": "pairs",
    "coreference": "coreference",
}


def run(layer: str, gold: Path, settings: Settings) -> Report:
    """Score ``layer`` against the gold at ``gold``. Raises ``LegationError`` for an unknown layer or unreadable gold."""
    if layer not in LAYERS:
        raise LegationError(f"no layer {layer!r} to evaluate; choose one of {', '.join(LAYERS)}")
    if not gold.exists():
        raise LegationError(f"{gold}: no such file or folder")
    score: Callable[[Path, Settings], Report] = import_module(f"legation.evaluate.{LAYERS[layer]}").score
    try:
        return score(gold, settings)
    except (KeyError, ValueError, OSError) as error:
        raise LegationError(f"{gold}: is not gold for the layer {layer!r}: {type(error).__name__}: {error}") from error
