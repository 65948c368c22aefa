"""What is compared: every report of an event, from a document that was read or a row that was imported, in one shape."""

from __future__ import annotations

import json
from dataclasses import dataclass

from legation.archive import Archive
from legation.compare.identity import Identities, identities

TEXT = "text"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a report gives: 13 "ballistic missiles" of kind "weapons"."""

    value: float
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Report:
    """One telling of one event.

    ``id`` is the event's id in its document (``dataset:id`` of an imported row); actors are canonical ids over the whole
    archive, with ISO 3166-1 alpha-3 codes for states; ``first`` and ``last`` are ISO days, None where the report names no
    day; ``published`` is the day of the document; ``factuality`` a FactBank value, None where the source codes none;
    ``start`` and ``end`` are the sentence's characters in ``document`` and ``text`` what stands there, on one line; ``wide`` says
    that the place is a country or a region and no town; ``origin`` is ``text`` or the data set's name.
    """

    id: str
    document: str
    origin: str
    publisher: str | None
    author: str | None
    published: str | None
    type: str
    mode: str | None
    quad: str
    contexts: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    absent: tuple[str, ...]
    first: str | None
    last: str | None
    grain: str | None
    place: str | None
    place_country: str | None
    geonameid: int | None
    figures: tuple[Figure, ...]
    factuality: str | None
    holder: str | None
    confidence: float | None
    trigger: str | None
    start: int | None
    end: int | None
    intensity: float | None = None
    text: str | None = None
    wide: bool = False
    latitude: float | None = None
    longitude: float | None = None

    @property
    def actors(self) -> tuple[str, ...]:
        """Source and target together, each once, in that order."""
        return tuple(dict.fromkeys((*self.source, *self.target)))

    @property
    def day(self) -> str | None:
        """The day to sort by: the first day told, else the day of publication."""
        return self.first or self.published


def reports(archive: Archive) -> list[Report]:
    """Every report in ``archive``, by document and place in it, imported rows after those read; actors are canonical."""
    known = identities(archive)
    return [*_told(archive, known), *_imported(archive)]


def _told(archive: Archive, known: Identities) -> list[Report]:
    found = []
    texts = dict(archive.rows("SELECT id, record ->> '$.document.text' FROM documents"))
    for row in archive.table(
        "SELECT e.*, d.outlet, d.author, d.published FROM events e JOIN documents d ON d.id = e.document "
        "ORDER BY e.document, e.trigger_start, e.id"
    ):
        sentence = " ".join(texts[row["document"]][row["start"] : row["end"]].split())
        found.append(
            Report(
                row["id"], row["document"], TEXT, row["outlet"], row["author"], row["published"], row["type"], row["mode"],
                row["quad"], tuple(row["contexts"]), known.all(row["source"]), known.all(row["target"]),
                known.all(row["absent"]), row["date_from"], row["date_to"], row["grain"], row["place"],
                row["place_country"], row["geonameid"], _figures(row["quantities"]), row["factuality"],
                known.one(row["holder"]), row["confidence"], row["trigger"], row["start"], row["end"],
                text=sentence, wide=row["place"] in known.names.get(row["place_country"] or "", ()),
                latitude=row["latitude"], longitude=row["longitude"],
            )
        )  # fmt: skip
    return found


def _imported(archive: Archive) -> list[Report]:
    """Rows of other data sets that code an event. Their documents are their stories, or the rows themselves."""
    if not archive.rows("SELECT 1 FROM information_schema.tables WHERE table_name = 'imported'"):
        return []
    found = []
    for row in archive.table("SELECT * FROM imported WHERE type IS NOT NULL ORDER BY dataset, id"):
        key = f"{row['dataset']}:{row['id']}"
        source = _actor(row["source_name"], row["source_country"], row["source_sector"])
        target = _actor(row["target_name"], row["target_country"], row["target_sector"])
        if row["mode"] == "meet" and row.get("participants"):
            # Of a meeting that names several participants all sides stand in source, as in the record.
            source, target = _sides(row["participants"], source), ()
        found.append(
            Report(
                key, row["story"] or row["url"] or key, row["dataset"], row["publisher"], None, row["published"],
                row["type"], row["mode"], row["quad"], tuple((row["contexts"] or "").split(";")) if row["contexts"] else (),
                source, target, (), row["day"], row["last_day"] or row["day"], "day" if row["day"] else None, row["place"],
                row["place_country"], row["geonameid"], (), row.get("factuality"), row.get("holder"),
                row.get("confidence"), None, None, None,
                row["intensity"],
                latitude=row["latitude"], longitude=row["longitude"],
            )
        )  # fmt: skip
    return found


def _sides(participants: str, first: tuple[str, ...]) -> tuple[str, ...]:
    """The states and bodies that the participants of an imported meeting stand for, each once."""
    people = json.loads(participants)
    return tuple(dict.fromkeys((*first, *(p["country"] or p["body"] or p["id"] for p in people))))


def _actor(name: str | None, country: str | None, sector: str | None) -> tuple[str, ...]:
    """An imported actor's id: the state where it is one or speaks for one, else its name within its country."""
    if country and (not name or sector in (None, "GOV")):
        return (country,)
    if name:
        return (f"{country or 'ZZZ'}/{sector or 'UNK'}/{'-'.join(name.lower().split())}",)
    return ()


def _figures(raw: str | None) -> tuple[Figure, ...]:
    return tuple(Figure(q["value"], q["unit"], q["kind"]) for q in json.loads(raw)) if raw else ()
