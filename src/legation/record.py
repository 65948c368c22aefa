"""The record of one document: the public contract, as typed, frozen classes.

A :class:`Record` is what every command reads and writes, one JSON object per document. All offsets are 0-based,
end-exclusive, counted in Unicode code points into ``document.text`` as it was given. Constructing a record checks that
every span lies inside the text and that every span which carries ``text`` quotes it exactly.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
FactualityValue = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
ActorKind = Literal["state", "igo", "organization", "group", "person", "company", "outlet", "population"]
MentionForm = Literal["name", "alias", "metonym", "title", "nominal", "pronoun"]
QuantityKind = Literal["weapons", "killed", "injured", "detained", "displaced", "money", "people", "count"]
AgreementKind = Literal["treaty", "deal", "ceasefire", "resolution", "lease", "zone", "track", "declaration", "other"]
AgreementStatus = Literal["proposed", "negotiated", "signed", "in force", "breached", "stalled", "ended"]
RelationKind = Literal[
    "alliance", "support", "rivalry", "enmity", "dependence", "control", "mediation", "occupation", "membership",
    "communication",
]  # fmt: skip
Sign = Literal["+", "-", "mixed"]
Stance = Literal["wants", "opposes"]
Basis = Literal["given", "stated", "inferred", "unknown"]
Coder = Literal["rules", "model", "llm", "human"]
Grain = Literal[
    "minute", "hour", "part", "day", "week", "weekend", "month", "quarter", "season", "year", "decade", "century",
    "interval", "unknown",
]  # fmt: skip

EVENT_TYPES: tuple[str, ...] = get_args(EventType)

# Score of each factuality value on the [-3, 3] scale of Lee et al. (2015).
FACTUALITY_SCORE: dict[str, float] = {
    "CT+": 3.0, "PR+": 2.0, "PS+": 1.0, "Uu": 0.0, "PS-": -1.0, "PR-": -2.0, "CT-": -3.0,
}  # fmt: skip

AUTHOR = "author"
OFFICIAL = "official statement"
ANONYMOUS = "anonymous"
UNNAMED = "unnamed"
# Holders that are not actor ids.
HOLDERS = (AUTHOR, OFFICIAL, ANONYMOUS, UNNAMED)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Span(_Frozen):
    """Characters ``start`` to ``end`` (exclusive) of the document's text."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _ordered(self) -> Span:
        if self.end < self.start:
            raise ValueError(f"span ends before it starts: {self.start} > {self.end}")
        return self


class Quote(Span):
    """A span that also carries the characters it covers."""

    text: str


class Document(_Frozen):
    """A text as it was given, with what is known of its origin. ``published`` is an ISO date."""

    id: str
    title: str | None = None
    text: str
    url: str | None = None
    author: str | None = None
    outlet: str | None = None
    language: str | None = "en"
    published: str | None = None
    published_basis: Basis = "unknown"
    published_span: Span | None = None
    published_bounds: tuple[str | None, str | None] | None = None
    """Earliest and latest day the content allows, where the date itself is not stated (basis ``inferred``)."""


class CodedBy(_Frozen):
    legation: str
    codebook: str
    parser: str


class ActorMention(Quote):
    form: MentionForm


class Actor(_Frozen):
    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    identifiers: dict[str, str] = Field(default_factory=dict)
    mentions: tuple[ActorMention, ...] = ()


class Place(_Frozen):
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None
    start: int
    end: int


class When(_Frozen):
    """A date as told: the words, and the days they cover (ISO), with their grain."""

    text: str
    start: int
    end: int
    from_: Annotated[str | None, Field(alias="from")] = None
    to: str | None = None
    grain: Grain = "unknown"


class Quantity(_Frozen):
    value: float
    unit: str
    kind: QuantityKind
    start: int
    end: int


class Event(_Frozen):
    id: str
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: Quad
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    trigger: Quote
    sentence: Span
    mentions: tuple[Span, ...] = ()
    place: Place | None = None
    date: When | None = None
    quantities: tuple[Quantity, ...] = ()
    factuality: FactualityValue
    factuality_score: float
    holder: str
    cue: Quote | None = None
    confidence: Annotated[float, Field(ge=0, le=1)]
    coder: Coder = "rules"
    explanation: dict[str, Any] | None = None
    """How the event was read: frame, words, path, rules and their scores (see ``legation explain``)."""


class Claim(_Frozen):
    id: str
    content: Span
    cue: Quote | None = None
    holder: str
    source: Span | None = None
    factuality: FactualityValue
    about: tuple[str, ...] = ()


class Agreement(_Frozen):
    id: str
    name: str
    kind: AgreementKind
    parties: tuple[str, ...] = ()
    subject: str | None = None
    date: When | None = None
    place: Place | None = None
    status: AgreementStatus
    breached_by: tuple[str, ...] = ()
    evidence: tuple[Span, ...]


class Relation(_Frozen):
    id: str
    source: str
    target: str
    sign: Sign
    kind: RelationKind
    holder: str
    evidence: Span


class Interest(_Frozen):
    id: str
    actor: str
    stance: Stance
    object: Quote
    holder: str
    evidence: Span


class Forecast(_Frozen):
    id: str
    holder: str
    content: Span
    condition: Span | None = None
    due: str | None = None
    factuality: FactualityValue


class Record(_Frozen):
    """All that Legation read in one document."""

    document: Document
    coded_by: CodedBy
    boilerplate: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    relations: tuple[Relation, ...] = ()
    interests: tuple[Interest, ...] = ()
    forecasts: tuple[Forecast, ...] = ()

    @model_validator(mode="after")
    def _quotes_hold(self) -> Record:
        text = self.document.text
        for span in _spans(self, skip=self.document):
            start, end = span["start"], span["end"]
            if end < start:
                raise ValueError(f"span of {self.document.id!r} ends before it starts: {start} > {end}")
            if end > len(text):
                raise ValueError(
                    f"span {start}-{end} lies outside the text of {self.document.id!r} ({len(text)} characters)"
                )
            if "text" in span and text[start:end] != span["text"]:
                raise ValueError(
                    f"span {start}-{end} of {self.document.id!r} reads {text[start:end]!r}, not {span['text']!r}"
                )
        return self

    def to_json(self) -> str:
        """One line of JSON, keys in the contract's order, non-ASCII characters kept."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dicts and lists, as in the contract."""
        return self.model_dump(mode="json", by_alias=True)

    @classmethod
    def from_json(cls, line: str | bytes) -> Record:
        """Read one line of JSON. Raises ``pydantic.ValidationError`` where it is not a record."""
        return cls.model_validate_json(line)


def _spans(value: Any, *, skip: Any) -> Iterator[dict[str, Any]]:
    """Every object below ``value`` that has a start and an end, as ``{start, end, text?}``."""
    if value is skip:
        if skip.published_span is not None:
            yield {"start": skip.published_span.start, "end": skip.published_span.end}
        return
    if isinstance(value, BaseModel):
        fields = _fields(type(value))
        if "start" in fields and "end" in fields:
            yield {name: getattr(value, name) for name in ("start", "end", "text") if name in fields}
        for name in fields:
            inner = getattr(value, name)
            if inner and isinstance(inner, (BaseModel, tuple)):
                yield from _spans(inner, skip=skip)
    else:
        for item in value:
            if isinstance(item, (BaseModel, tuple)):
                yield from _spans(item, skip=skip)


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(model.model_fields)


def content_id(*parts: object) -> str:
    """A stable 16-hex-digit id of ``parts``: the same content gives the same id on every run and machine."""
    joined = "\x1f".join(json.dumps(part, ensure_ascii=False, sort_keys=True, default=str) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Record.model_json_schema(by_alias=True)}
