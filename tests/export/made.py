"""Two small records made by hand, with what exports stumble over: tabs, quotes, control and astral characters, no dates."""

from __future__ import annotations

from legation.archive import Archive
from legation.codebook import plover
from legation.export.told import Told, told
from legation.record import (
    Actor,
    ActorMention,
    CodedBy,
    Document,
    Event,
    Place,
    Quote,
    Record,
    Span,
    When,
)

FIRST = (
    'Oman\'s minister met envoys of Qatar and "Iran" \U0001f54a in Muscat on 3 May 2023.\n'
    "Qatar\tdenied that it had\x0c shelled <Iran> & others. The talks were praised in 2022."
)
SECOND = "=Iran will visit Oman and Qatar, said Ali_Karimi [the envoy]; nobody attacked; rebels were released."


def span(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def quote(text: str, words: str) -> Quote:
    return Quote(**span(text, words), text=words)


def actor(text: str, key: str, name: str, kind: str = "state", **more: str) -> Actor:
    mention = ActorMention(**span(text, name), text=name, form="name")
    country = key if kind == "state" else None
    return Actor(id=key, name=name, kind=kind, country=country, mentions=(mention,), **more)  # type: ignore[arg-type]


def event(text: str, key: str, type: str, trigger: str, sentence: str, **more: object) -> Event:
    given = {"factuality": "CT+", "factuality_score": 3.0, "holder": "author", "confidence": 0.75, **more}
    quad = plover.quad(type)
    return Event(
        id=key * 4, type=type, quad=quad, trigger=quote(text, trigger), sentence=Span(**span(text, sentence)), **given
    )  # type: ignore[arg-type]


def records() -> list[Record]:
    lines = FIRST.split("\n")
    place = Place(
        name="Muscat", country="OMN", latitude=23.58, longitude=58.41, geonameid=287286, **span(FIRST, "Muscat")
    )
    day = When(
        text="on 3 May 2023", **span(FIRST, "on 3 May 2023"), **{"from": "2023-05-03"}, to="2023-05-03", grain="day"
    )
    year = When(text="in 2022", **span(FIRST, "in 2022"), **{"from": "2022-01-01"}, to="2022-12-31", grain="year")
    denied, praised = lines[1].split(" The ")[0], "The talks were praised in 2022."
    first = Record(
        document=Document(
            id="one", title='"Talks"\tin/Muscat: 1', text=FIRST, outlet="Our Wire", published="2023-05-04", published_basis="given"
        ),
        coded_by=CodedBy(legation="0", codebook="0", parser="0"),
        actors=(
            actor(FIRST, "OMN", "Oman", sector="GOV"), actor(FIRST, "QAT", "Qatar", sector="GOV"),
            actor(FIRST, "IRN", "Iran", sector="GOV"),
        ),
        events=(
            event(
                FIRST, "00aa", "CONSULT", "met", lines[0], mode="meet", source=("OMN", "QAT", "IRN"), place=place,
                date=day, contexts=("diplomatic", "military"),
            ),
            event(
                FIRST, "00bb", "ASSAULT", "shelled", denied, mode="heavy-weapons", source=("QAT",), target=("IRN",),
                factuality="CT-", factuality_score=-3.0, holder="QAT",
            ),
            event(FIRST, "00cc", "SUPPORT", "praised", praised, date=year),
        ),
    )  # fmt: skip
    second = Record(
        document=Document(id="two/b", text=SECOND, url="https://example.org/b"),
        coded_by=CodedBy(legation="0", codebook="0", parser="0"),
        actors=(
            actor(SECOND, "IRN", "Iran"), actor(SECOND, "OMN", "Oman"), actor(SECOND, "QAT", "Qatar"),
            actor(SECOND, "person/ali-karimi", "Ali_Karimi", "person", role="envoy"),
        ),
        events=(
            event(
                SECOND, "00dd", "CONSULT", "visit", SECOND, mode="visit", source=("IRN",), target=("OMN", "QAT"),
                holder="person/ali-karimi", factuality="PR+", factuality_score=2.0,
            ),
            event(SECOND, "00ee", "RETREAT", "released", SECOND, mode="release"),
        ),
    )  # fmt: skip
    return [second, first]


def items() -> list[Told]:
    return told(records())


def archive() -> Archive:
    opened = Archive(":memory:")
    for record in records():
        opened.put(record)
    return opened
