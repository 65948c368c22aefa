"""The carrier of one document through the pipeline, and the layers that the rooms add to it.

One :class:`Reading` runs through read → parse → actors → events → attribution. Each room adds its layer and never edits
an earlier one. Layers refer to characters of ``Reading.document.text`` (``start``/``end``) or to tokens of
``Reading.doc`` (integer indices). ``Reading.text`` is the normalised text: the same length as the given one,
character for character, so offsets into either are the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from legation.record import Actor, ActorKind, Document, FactualityValue, MentionForm

if TYPE_CHECKING:
    from legation.tokens import Doc

BlockKind = Literal["heading", "paragraph", "byline", "dateline", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines that belongs together. Headings are sentences of their own."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date or duration as TimeML annotates it (Pustejovsky et al. 2003), with the days it covers.

    ``value`` is TIMEX3 (``2019-03-18``, ``2019-W12``, ``P2W``, ``PAST_REF``), ``type`` one of DATE TIME DURATION SET,
    ``from_``/``to`` ISO days or None where the value cannot be placed, ``grain`` as in the record.
    """

    start: int
    end: int
    text: str
    value: str
    type: str
    from_: str | None
    to: str | None
    grain: str


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place named in the text, resolved to GeoNames where it can be. ``country`` is ISO 3166-1 alpha-3."""

    start: int
    end: int
    text: str
    name: str
    geonameid: int | None
    latitude: float | None
    longitude: float | None
    country: str | None
    feature: str | None


@dataclass(frozen=True, slots=True)
class Argument:
    """One role of a proposition. ``token`` is the index of the argument's head in ``Reading.doc``.

    ``role``: ``subject``, ``object``, ``recipient`` (indirect object), ``agent`` (passive by-phrase), ``possessor``
    (``Iran's visit``), ``modifier`` (adjective or compound before a noun: ``Iranian visit``), ``attribute`` (predicate
    noun or adjective), ``clause`` (complement clause: token is the embedded predicate), or ``prep:WORD`` for a
    preposition (``prep:with``, ``prep:against``, ``prep:between``, ``prep:of`` …). Coordinated heads are listed one
    by one. ``via`` says how it was found: ``direct``, ``passive`` (roles already turned: a passive's surface subject
    is its ``object``), ``control``, ``relative``, ``coordination``, ``light`` (taken over from a light verb).
    """

    role: str
    token: int
    via: str = "direct"


@dataclass(frozen=True, slots=True)
class Proposition:
    """A predicate with its arguments, read off the dependency tree.

    ``predicate`` is a token index; ``lemma`` is lower case and holds a particle (``turn down``). ``parent`` is the
    token index of the predicate that governs this one, ``relation`` how: ``complement``, ``infinitive``, ``relative``,
    ``adverbial``, ``coordination``, ``light`` (this noun carries the meaning of the light verb ``parent``) or None.
    """

    predicate: int
    lemma: str
    kind: Literal["verb", "noun", "adjective"]
    arguments: tuple[Argument, ...]
    negated: bool = False
    passive: bool = False
    modal: str | None = None
    tense: Literal["past", "present", "future"] | None = None
    question: bool = False
    parent: int | None = None
    relation: str | None = None

    def roles(self, *names: str) -> tuple[int, ...]:
        """Token indices of the arguments in any of ``names``, in order of the names, then of the text."""
        return tuple(a.token for name in names for a in self.arguments if a.role == name)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an actor. ``head`` is the token index of its head; ``actor`` an id of ``Reading.actors``."""

    start: int
    end: int
    text: str
    form: MentionForm
    actor: str
    head: int


@dataclass(frozen=True, slots=True)
class Participant:
    """What the phrase recogniser knows of an actor before identity is settled (see ``legation resolve``)."""

    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    role: str | None
    id: str


@dataclass(frozen=True, slots=True)
class ClaimSpan:
    """An attribution in the text: ``content`` asserted by ``source`` through ``cue`` (all character spans).

    ``holder`` is ``author``, an actor id, ``official statement``, ``anonymous`` or ``unnamed``.
    """

    content: tuple[int, int]
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    holder: str
    factuality: FactualityValue
    kind: str = "indirect"


@dataclass(slots=True)
class Reading:
    """The one carrier of a document through the pipeline."""

    document: Document
    text: str
    blocks: tuple[Block, ...] = ()
    boilerplate: tuple[tuple[int, int], ...] = ()
    doc: Doc | None = None
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Toponym, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[ClaimSpan, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def parsed(self) -> Doc:
        """The spaCy parse. Raises ``ValueError`` before the parse room has run."""
        if self.doc is None:
            raise ValueError(f"document {self.document.id!r} has not been parsed yet")
        return self.doc
