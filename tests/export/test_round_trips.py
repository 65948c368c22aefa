"""What goes out comes back: events made at random, through each format that the import reads."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.made import items as samples
from legation import resources
from legation.codebook import plover
from legation.export import events_data, tables
from legation.export.told import Told, line, told
from legation.imports import Imported, read
from legation.record import FACTUALITY_SCORE, Actor, CodedBy, Document, Event, Place, Quote, Record, Span, When
from samples.coded import records

# FIPS 10-4 has no code of their own for these.
COUNTRIES = sorted(resources.load("exchange/countries.yaml")["countries"])
NO_FIPS = ("ALA", "BES", "UMI")
# What an empty cell looks like in these data sets: a name that is spelled so cannot come back.
MISSING = ("", "NA", "N/A", "None", "NULL", "nan", "NaN", "--")
TEXT = "Envoys met in Vienna; \"no\" progress\twas told.\r\nLater they=left, 'it' was said."
# PLOVER's modes that CAMEO does not tell apart, and what they come back as.
BLURRED = {
    ("CONSULT", None): "meet", ("CONSULT", "multilateral"): "meet", ("ACCUSE", None): "disapprove",
    ("THREATEN", "arrest"): None, ("THREATEN", "expel"): None, ("PROTEST", "boycott"): None, ("PROTEST", "vandalize"): None,
    ("SANCTION", None): "discontinue", ("SANCTION", "convict"): "discontinue", ("SANCTION", "expel"): "withdraw",
    ("MOBILIZE", "weapons"): None, ("MOBILIZE", "militia"): None, ("COERCE", "withhold"): None,
    ("COERCE", "misinformation"): None, ("ASSAULT", "primitive"): None,
}  # fmt: skip

names = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12).filter(
    lambda s: line(s) not in MISSING
)
words = st.one_of(
    names, st.sampled_from(['Ali "the Cook"', '"', "=1+1", "a\tb", "Fähre\nOst", "O'Neil, Ann", "São Tomé"])
)
days = st.dates().map(lambda day: day.isoformat())
spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: {"start": min(pair), "end": max(pair)})


@st.composite
def dates(draw: st.DrawFn, text: str) -> When | None:
    first = draw(st.none() | days)
    if first is None:
        return None
    last = draw(st.sampled_from([first, max(first, draw(days))]))
    span = draw(spans)
    return When(text=text[span["start"] : span["end"]], **{"from": first}, to=last, grain="day", **span)


@st.composite
def places(draw: st.DrawFn) -> Place | None:
    if draw(st.booleans()):
        return None
    known = draw(st.booleans())
    return Place(
        name=draw(words), country=draw(st.none() | st.sampled_from(COUNTRIES)),
        latitude=draw(st.floats(-90, 90)) if known else None, longitude=draw(st.floats(-180, 180)) if known else None,
        geonameid=draw(st.none() | st.integers(1, 10**8)), **draw(spans),
    )  # fmt: skip


@st.composite
def events(draw: st.DrawFn, keys: list[str], number: int, text: str) -> Event:
    type = draw(st.sampled_from(list(plover.TYPES)))
    source = draw(st.lists(st.sampled_from(keys), max_size=4, unique=True)) if keys else []
    rest = [key for key in keys if key not in source]
    target = draw(st.lists(st.sampled_from(rest), max_size=2, unique=True)) if rest else []
    factuality = draw(st.sampled_from(list(FACTUALITY_SCORE)))
    trigger = draw(spans)
    return Event(
        id=f"{number:03x}{draw(st.integers(0, 2**52 - 1)):013x}", type=type, quad=plover.quad(type),
        mode=draw(st.none() | st.sampled_from(plover.modes(type))) if plover.modes(type) else None,
        contexts=tuple(draw(st.lists(st.sampled_from(plover.contexts()), max_size=2, unique=True))),
        source=tuple(source), target=tuple(target), place=draw(places()), date=draw(dates(text)),
        trigger=Quote(**trigger, text=text[trigger["start"] : trigger["end"]]), sentence=Span(**draw(spans)),
        factuality=factuality, factuality_score=FACTUALITY_SCORE[factuality], holder="author",
        confidence=draw(st.floats(0, 1)),
    )  # type: ignore[arg-type]  # fmt: skip


@st.composite
def archives(draw: st.DrawFn) -> list[Told]:
    keys = draw(st.lists(st.sampled_from(["IRN", "group/a", "person/ü", "XKX", "igo b", "f"]), max_size=5, unique=True))
    actors = tuple(
        Actor(
            id=key, name=draw(words), kind="group", country=draw(st.none() | st.sampled_from(COUNTRIES)),
            sector=draw(st.none() | st.sampled_from(sorted(plover.SECTORS))), role=draw(st.none() | words),
        )
        for key in keys
    )  # fmt: skip
    text = draw(st.just(TEXT) | st.text(st.characters(exclude_categories=("Cs",)), min_size=40, max_size=60))
    document = Document(
        id=draw(names), text=text, outlet=draw(st.none() | words), published=draw(st.none() | days),
        url=draw(st.none() | st.just("https://example.org/a?b=c&d")),
    )  # fmt: skip
    coded = CodedBy(legation="0", codebook="0", parser="0")
    found = tuple(draw(events(keys, number, text)) for number in range(draw(st.integers(0, 4))))
    return told([Record(document=document, coded_by=coded, actors=actors, events=found)])


def plain(value: Any) -> Any:
    """A text as it comes back: on one line, None where nothing is left."""
    return (None if line(value) in MISSING else line(value)) if isinstance(value, str) else value


def told_of(row: Imported) -> dict[str, Any]:
    kept = (
        "type mode quad day source_name source_country source_sector target_name target_country target_sector place "
        "place_country latitude longitude intensity contexts geonameid published publisher story url"
    )
    return {name: plain(getattr(row, name)) for name in kept.split()}


def expected(item: Told, source: str | None, target: str | None) -> dict[str, Any]:
    event, place = item.event, item.event.place
    row: dict[str, Any] = {
        "type": event.type, "mode": event.mode, "quad": event.quad, "day": item.exact_day, "intensity": item.intensity,
        "contexts": ";".join(event.contexts), "place": place and place.name, "place_country": place and place.country,
        "latitude": place and place.latitude, "longitude": place and place.longitude, "geonameid": place and place.geonameid,
        "published": item.document.published, "publisher": item.document.outlet or item.document.id, "story": None, "url": None,
    }  # fmt: skip
    for end, key in (("source", source), ("target", target)):
        actor = item.actors[key] if key else None
        for field in ("name", "country", "sector"):
            row[f"{end}_{field}"] = getattr(actor, field, None)
    return {name: plain(value) for name, value in row.items()}


def expected_icews(item: Told, source: str | None, target: str | None) -> dict[str, Any]:
    event, document = item.event, item.document
    row = expected(item, source, target)
    row["mode"] = BLURRED.get((event.type, event.mode), event.mode)
    return row | {
        "contexts": None, "geonameid": None, "published": None, "publisher": plain(document.outlet), "story": plain(document.id)
    }  # fmt: skip


def expected_gdelt(item: Told, source: str | None, target: str | None) -> dict[str, Any]:
    row = expected_icews(item, source, target)
    for end in ("source", "target"):
        row[f"{end}_name"] = plain((row[f"{end}_name"] or "").upper())
    if row["place_country"] in NO_FIPS:
        row["place_country"] = None
    document, sentence = item.document, item.event.sentence
    link = document.url or f"{document.id}#{sentence.start}-{sentence.end}"
    more = {"intensity": None, "published": document.published, "publisher": None, "story": None, "url": plain(link)}
    return row | more


def dyads(items: list[Told], *, dated: bool = False) -> list[tuple[Told, str | None, str | None]]:
    return [(item, *pair) for item in items if item.happened and (item.exact_day or not dated) for pair in item.dyads()]


def back(dataset: str, content: str | bytes) -> list[Imported]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "t"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read(dataset, file).rows)


CASES: list[tuple[str, Callable[..., str], Callable[..., dict[str, Any]]]] = [
    ("polecat", events_data.polecat, expected),
    ("icews", events_data.icews, expected_icews),
    ("gdelt", events_data.gdelt, expected_gdelt),
    ("gdelt", events_data.gdelt2, expected_gdelt),
]


def compare(made: list[Told]) -> None:
    """Hold what comes back of each format against what went out."""
    for dataset, written, wanted in CASES:
        rows = dyads(made, dated=dataset == "gdelt")
        found = back(dataset, written(made)) if rows else []
        assert [told_of(row) for row in found] == [wanted(*row) for row in rows], written.__name__
        assert len({row.id for row in found}) == len(rows)
    rows = [(item, *pair) for item in made for pair in item.dyads()]
    for table in (tables.dyadic_csv(made), tables.parquet(made)):
        for row, (item, source, target) in zip(back("dyadic", table), rows, strict=True):
            event, document = item.event, item.document
            full = expected(item, source, target) | {
                "day": item.day, "publisher": plain(document.outlet), "story": plain(document.id), "url": document.url,
            }  # fmt: skip
            assert (row.factuality, row.holder) == (event.factuality, event.holder)
            assert row.confidence == pytest.approx(event.confidence, abs=1e-6)
            assert told_of(row) == full
            assert row.code == " ".join(filter(None, (event.factuality, event.type, event.mode)))
            quote = item.quote.replace("\0", "").strip()
            assert row.last_day == item.last_day and row.note == (None if quote in MISSING else quote)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(made=archives())
def test_made_events_come_back_from_every_table(made: list[Told]) -> None:
    compare(made)


def test_the_samples_come_back_from_every_table() -> None:
    compare(samples())


def test_read_reports_come_back_from_every_table() -> None:
    made = told(records().values())
    assert len(made) > 100
    compare(made)


def test_a_meeting_of_many_has_a_number_for_each_pair() -> None:
    sample = samples()[0]
    keys = [f"group/{n}" for n in range(40)]
    actors = {key: Actor(id=key, name=key, kind="group") for key in keys}
    item = Told(sample.event.model_copy(update={"source": tuple(keys)}), sample.document, actors)
    assert len(back("gdelt", events_data.gdelt([item]))) == 40 * 39 // 2
