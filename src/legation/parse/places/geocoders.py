"""Who finds and resolves toponyms: the built-in gazetteer, Mordecai 3 for who has it, or a geocoder of your own.

A geocoder is chosen by name: ``built-in``, ``mordecai3``, or a name that an installed package gives in the entry point group
``legation.geocoders`` (a callable that takes the address, or None, and returns a :class:`Geocoder`). What stands behind the
first colon is the address: ``mordecai3:gazetteer.local:9200``.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Protocol

from legation.errors import LegationError
from legation.layers import Reading, Toponym
from legation.parse.places.finding import find

BUILT_IN = "built-in"
MORDECAI = "mordecai3"
GROUP = "legation.geocoders"


class Geocoder(Protocol):
    """Finds the toponyms of a parsed text and says where they are."""

    @property
    def version(self) -> str:
        """Name and version, for the record; empty for the built-in one, whose version is Legation's."""
        ...

    def find(self, reading: Reading) -> tuple[Toponym, ...]:
        """The toponyms of ``reading.parsed`` in text order; offsets are into ``reading.document.text``."""
        ...


class BuiltIn:
    """Our own rules and the gazetteer in the package: no service, no download."""

    version = ""

    def find(self, reading: Reading) -> tuple[Toponym, ...]:
        """See :func:`legation.parse.places.find`."""
        return find(reading)


class Mordecai:
    """Mordecai 3 (Halterman 2023): a neural ranker over GeoNames in an Elasticsearch of yours.

    It reads the text with its own spaCy model. ``address`` is ``HOST`` or ``HOST:PORT`` of the Elasticsearch that holds
    its index; without one, this machine's port 9200. Raises ``LegationError`` where the package or its index is missing.
    """

    def __init__(self, address: str | None = None) -> None:
        try:
            mordecai3 = import_module(MORDECAI)
        except ImportError as error:
            raise LegationError(
                "the geocoder mordecai3 is not installed: pip install mordecai3, start its index, or set geocoder to built-in"
            ) from error
        host, _, port = (address or "").partition(":")
        if port and not port.isdigit():
            raise LegationError(f"geocoder mordecai3: {port!r} is no port; write mordecai3:HOST:PORT")
        where: dict[str, Any] = {"hosts": [host], "port": int(port or 9200)} if host else {}
        try:
            self._parser = mordecai3.Geoparser(**where)
        except Exception as error:
            first = next(iter(str(error).splitlines()), type(error).__name__)
            raise LegationError(f"the geocoder mordecai3 does not start: {first}") from error
        self.version = f"{MORDECAI} {getattr(mordecai3, '__version__', 'unknown')}"

    def find(self, reading: Reading) -> tuple[Toponym, ...]:
        """What Mordecai finds; a place that it declines to resolve has no id and no country."""
        document = reading.document
        answer = self._parser.geoparse_doc(reading.parsed.text, outlet=document.url or document.outlet)
        found = [_toponym(document.text, entry) for entry in answer["geolocated_ents"]]
        return tuple(sorted(found, key=lambda place: (place.start, place.end)))


def _toponym(text: str, entry: dict[str, Any]) -> Toponym:
    start, end = int(entry["start_char"]), int(entry["end_char"])
    name = text[start:end]
    if entry.get("no_match") or not entry.get("geonameid"):
        return Toponym(start, end, name, name, None, None, None, None, None)
    where = (int(entry["geonameid"]), float(entry["lat"]), float(entry["lon"]))
    return Toponym(
        start, end, name, entry["name"], *where, entry.get("country_code3") or None, entry.get("feature_code")
    )


def geocoder(name: str = BUILT_IN) -> Geocoder:
    """The geocoder of that name. Raises ``LegationError`` where there is none, or where it cannot be started."""
    kind, _, address = name.partition(":")
    if kind == BUILT_IN:
        return BuiltIn()
    if kind == MORDECAI:
        return Mordecai(address or None)
    offered = {point.name: point for point in entry_points(group=GROUP)}
    if kind not in offered:
        known = ", ".join((BUILT_IN, MORDECAI, *sorted(offered)))
        raise LegationError(f"setting geocoder: there is no {kind!r}; choose one of {known}")
    made: Geocoder = offered[kind].load()(address or None)
    return made
