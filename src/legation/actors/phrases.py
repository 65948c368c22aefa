"""A noun phrase as words → what actor it describes: kind, country, sector, and an id that other texts share.

The room reads phrases twice, from a parse (:mod:`legation.actors.nominals`) and from bare text
(:mod:`legation.actors.resolution`); both hand over :class:`Term` lists and get :class:`Sketch` lists back.

Ids of actors without a name of their own are ``COUNTRY/SECTOR`` for the whole of a sector ("Syrian army"),
``COUNTRY/SECTOR/words`` for a part of it ("Russian special operations forces"), with ``ZZZ`` where no country is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from legation.actors.fold import slug, words
from legation.actors.lexicon import Entry, Form
from legation.actors.vocabulary import Head, Vocabulary, vocabulary
from legation.record import ActorKind

NOWHERE = "ZZZ"
# Heads whose plural with an organisation before it means the organisation itself ("Hezbollah fighters").
_BODY_SECTORS = frozenset({"MIL", "REB", "PRM"})
# Sectors whose groups are organisations: one rights group, one union.
_ORGANISED = frozenset({"NGO", "LAB", "PTY", "REL", "EDU", "MED"})
_SIDES = frozenset({"party", "parties", "coalition"})
_BODY_CLASSES = frozenset({"groups", "forces", "troops", "parties", "government", "coalition", "insurgency"})
# Words that make a state's own of forces that another state backs ("Saudi-backed government forces").
_REGULAR = frozenset({"government", "state", "army", "regime"})
_ARMED = frozenset({"MIL", "REB", "PRM", "OPP", "UAF"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a phrase, or a known name in it. ``forms`` are the lexicon's readings, empty for a plain word."""

    text: str
    low: str
    lemma: str
    forms: tuple[Form, ...] = ()
    possessive: bool = False

    def entry(self, *kinds: str) -> Entry | None:
        """The first reading that is an actor of one of ``kinds`` (any kind without them)."""
        return next((form.entry for form in self.forms if not kinds or form.entry.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a phrase says of one actor. ``entry`` is set where the phrase means a known actor."""

    kind: ActorKind
    country: str | None
    sector: str | None
    id: str
    name: str
    entry: Entry | None = None
    role: str | None = None
    person: bool = False
    head: str = ""
    body: str | None = None
    """Id of the international body whose office a title names ("the UN envoy")."""


@dataclass(slots=True)
class _Reading:
    """The parts of a phrase before its head, sorted by what they do."""

    states: list[Entry]
    bodies: list[Entry]
    peoples: list[Entry]
    persons: list[Entry]
    ties: list[str]
    attitude: tuple[str, str, Entry | None] | None
    words: list[str]
    capitals: list[str]


def describe(
    before: Sequence[Term],
    head: Term,
    after: Sequence[tuple[str, Sequence[Term]]],
    *,
    plural: bool,
    definite: bool,
    name: str,
) -> tuple[Sketch, ...]:
    """The actors that a phrase means: several where it names several states ("Russian and Belarusian officers").

    ``before`` are the premodifiers in order, ``after`` the prepositional phrases that follow as (preposition, terms).
    Empty where the phrase means no actor.
    """
    terms = vocabulary()
    parts = _sort(before, terms)
    options = terms.heads.get(head.lemma, ()) or terms.heads.get(head.low, ())
    fitting = [option for option in options if plural or not option.plural]
    chosen = next((option for option in fitting if option.plural), fitting[0] if fitting else None)
    if chosen is None and not plural and head.lemma in terms.titles:
        _take_complements(parts, after, local=True)
        return _person(parts, before, head, name)
    if chosen is None and plural and head.lemma in terms.titles:
        chosen = Head(head.lemma, "persons", "group", terms.titles[head.lemma], False, "no", True)
    if chosen is None:
        return ()
    if chosen.klass != "states":
        _take_complements(parts, after, local=chosen.kind != "population")
    return _collective(parts, chosen, head, terms, definite=definite, name=name, plural=plural)


def _sort(before: Sequence[Term], terms: Vocabulary) -> _Reading:
    out = _Reading([], [], [], [], [], None, [], [])
    index = 0
    while index < len(before):
        term = before[index]
        following = [t for t in before[index + 1 : index + 3] if t.low not in ("-", "–", "‐", "‑")]
        tie = following[0].lemma if following else ""
        tied = bool(following) and (tie in terms.ties or following[0].low in terms.ties) and not term.possessive
        # Beside its noun only a participle ties ("Turkish backed"); "Finnish finance" and "German support" do not.
        tied = tied and (_hyphen_after(before, index) or following[0].low != tie or tie.endswith("ed"))
        if term.low in terms.attitude and index + 2 < len(before) + 1 and _hyphen_after(before, index):
            index = _attitude(before, index, terms, out)
            continue
        if tied and (term.forms or term.low in ("government", "state", "regime", "opposition", "rebel")):
            if tie in terms.owned or following[0].low in terms.owned:
                _place(term, out)
            out.ties.append(slug(f"{term.text} {following[0].low}"))
            if not term.forms:
                out.words.append(term.low)
            index = before.index(following[0], index + 1) + 1
            continue
        if term.forms:
            _place(term, out)
        elif term.low.isalnum() or len(term.low) > 1:
            out.words.append(term.low)
            if term.text[:1].isupper():
                out.capitals.append(term.low)
        index += 1
    return out


def _hyphen_after(before: Sequence[Term], index: int) -> bool:
    return index + 2 < len(before) and before[index + 1].low in ("-", "–", "‐", "‑")


def _attitude(before: Sequence[Term], index: int, terms: Vocabulary, out: _Reading) -> int:
    """Read "pro-X" or "anti-X" at ``index``; returns the index after it."""
    target = before[index + 2]
    if target.forms or target.low in terms.loyal_to:
        out.attitude = (terms.attitude[before[index].low], target.low, target.entry())
    out.words.append(f"{before[index].low}-{target.low}")
    return index + 3


def _place(term: Term, out: _Reading) -> None:
    entry = term.entry()
    if entry is None:
        return
    if any(form.how == "surname" or form.entry.kind == "person" for form in term.forms):
        out.persons.append(entry)
    elif entry.kind == "state":
        out.states.append(entry)
    elif entry.kind == "population":
        out.peoples.append(entry)
    else:
        out.bodies.append(entry)


def _take_complements(parts: _Reading, after: Sequence[tuple[str, Sequence[Term]]], *, local: bool) -> None:
    """Add the states and bodies of "of …" phrases; with ``local``, of "in …" phrases where nothing else told a country."""
    for preposition, inner in after:
        if preposition in ("of", "for"):
            if not parts.states and not parts.bodies:
                for term in inner:
                    if term.forms:
                        _place(term, parts)
            parts.words += [term.low for term in inner if not term.forms and len(term.low) > 2]
    for preposition, inner in after:
        if (
            local
            and preposition in ("in", "from", "at")
            and not parts.states
            and not parts.bodies
            and not parts.persons
        ):
            for term in inner:
                if any(form.entry.kind == "state" for form in term.forms):
                    _place(term, parts)


def _modifying(parts: _Reading, head: Head, terms: Vocabulary) -> list[str]:
    """The words before the head that say something of their own: not "armed" of "armed forces"."""
    return [word for word in parts.words if f"{word} {head.lemma}" not in terms.sets["fixed"]]


def _sector(parts: _Reading, head: Head, terms: Vocabulary, name: str) -> str | None:
    told = [terms.modifiers[word] for word in _modifying(parts, head, terms) if word in terms.modifiers]
    special = _by_stance(parts, head, told, terms)
    if special is not None:
        return special
    if head.sector is None:
        if told:
            return told[0]
        if parts.bodies:
            return parts.bodies[-1].sector
        return (parts.peoples[-1].sector or "SOC") if parts.peoples else None
    if head.klass == "opposition":
        return "REB" if "REB" in told else "OPP"
    if head.klass in ("officials", "officers", "persons"):
        office = next((terms.office_sector[key] for key in terms.offices_in(words(name)) if key != "ambassador"), None)
        sector = office or terms.sector_of(parts.words, head.sector)  # defence ministers are no army
        return next((terms.tenure[word] for word in parts.words if terms.tenure.get(word)), sector)
    if parts.attitude is not None and head.sector in _ARMED:
        stance, word, entry = parts.attitude
        if stance == "against":
            return "REB"
        if stance == "with":
            return "PRM" if word in terms.loyal_to or (entry is not None and entry.kind == "person") else "REB"
    if head.sector in _ARMED:
        for sector in ("REB", "OPP", "PRM", "COP"):
            if sector in told:
                return "REB" if sector == "OPP" else sector
        if any(tie.rpartition("-")[2] in terms.sets["commanded"] for tie in parts.ties):
            return head.sector
        tied = {tie.partition("-")[0] for tie in parts.ties}
        if parts.ties and (set(parts.words) - tied) & _REGULAR:
            return head.sector
        if parts.ties and head.sector == "MIL" and not parts.states and head.klass != "coalition":
            return "PRM" if any(tie.startswith(("government", "state", "regime")) for tie in parts.ties) else "REB"
    if head.klass == "cabinet":
        told = [sector for sector in told if sector != "MIL"]  # a ministry is no army, a ministry of defence either
    if head.klass in ("authorities", "executive agency", "cabinet", "court", "unions") and told:
        return next((sector for sector in told if sector not in ("GOV", "MIL") or head.klass == "cabinet"), head.sector)
    return head.sector


def _by_stance(parts: _Reading, head: Head, told: Sequence[str], terms: Vocabulary) -> str | None:
    """The sector that a word of power or stance decides over the head: ruling, opposition, unknown, displaced."""
    said = set(parts.words)
    if head.klass in _SIDES:
        if said & terms.sets["governing"]:
            return "GOV"
        if "OPP" in told:
            return "OPP"
    if said & terms.sets["displaced"] and head.sector in ("CVL", "REF"):
        return "REF"
    armed = head.sector in (*_ARMED, "CRM") or (head.lemma in terms.sets["nobodys"] and "armed" in said)
    nobodys = head.lemma in terms.sets["nobodys"] and not (parts.states or parts.bodies or parts.peoples or parts.ties)
    if armed and (said & terms.sets["unidentified"] or (nobodys and parts.attitude is None)):
        return "UAF"
    if head.klass == "workers":
        return next((sector for sector in told if sector in ("NGO", "MED")), None)
    if head.klass == "protesters":
        if parts.attitude is not None and parts.attitude[0] == "against":
            _, word, entry = parts.attitude
            if word in terms.loyal_to or (entry is not None and entry.kind == "person"):
                return "OPP"
        return next((sector for sector in told if sector in ("NGO", "OPP")), None)
    return None


def _collective(
    parts: _Reading, head: Head, term: Term, terms: Vocabulary, *, definite: bool, name: str, plural: bool
) -> tuple[Sketch, ...]:
    sector = _sector(parts, head, terms, name)
    if parts.bodies and (
        head.sector in _BODY_SECTORS or head.klass in _BODY_CLASSES or term.lemma in ("member", "supporter")
    ):
        return tuple(_known(entry) for entry in dict.fromkeys(parts.bodies))
    if not _stands(parts, head, sector, definite=definite):
        return ()
    countries: list[Entry | None] = list(dict.fromkeys(parts.states))
    if not countries and parts.persons and parts.persons[-1].country:
        countries = [None]
    sketches = []
    fallback = next(iter([*parts.persons[-1:], *parts.bodies[-1:], *parts.peoples[-1:]]), None)
    for state in countries or [None]:
        country = state.country if state else (fallback.country if fallback else None)
        if parts.attitude and country is None and parts.attitude[2] is not None and parts.attitude[2].kind == "person":
            country = parts.attitude[2].country
        if head.kind == "state" and country and (not plural or len(countries) > 1):
            sketches.append(_state(state, country, name))
            continue
        if head.klass == "states":
            country = None
        kind = _kind(parts, head, sector, plural=plural)
        identity = _identity(parts, head, term, terms, country, sector)
        body = parts.bodies[-1].id if parts.bodies and country is None else None
        sketches.append(Sketch(kind, country, sector, identity, name, head=term.lemma, body=body))
    return tuple(sketches)


def _kind(parts: _Reading, head: Head, sector: str | None, *, plural: bool) -> ActorKind:
    """ "The armed forces" are an organisation where forces are a group; whoever is displaced is of a population."""
    if any(f"{word} {head.lemma}" in vocabulary().sets["fixed"] for word in parts.words):
        return "organization"
    if sector == "REF":
        return "population"
    if head.klass == "groups" and sector in _ORGANISED and not plural:
        return "organization"
    return "group" if head.kind == "state" else head.kind


def _stands(parts: _Reading, head: Head, sector: str | None, *, definite: bool) -> bool:
    """Whether the phrase says enough to be an actor: nobody's "groups" and "officials" are not."""
    if head.klass == "states":
        return bool(parts.capitals or parts.peoples or parts.states)
    anchored = bool(parts.states or parts.bodies or parts.peoples or parts.persons or parts.attitude or parts.ties)
    if head.klass == "government":
        return bool(parts.states or parts.bodies or parts.persons)
    if head.sector is None:
        return sector is not None
    if anchored or head.bare == "yes":
        return True
    if head.klass == "equipment":
        return any(word in vocabulary().sets["equipped"] for word in parts.words)
    if head.bare == "definite" and definite:
        return True
    typed = any(word in vocabulary().modifiers for word in parts.words)
    return typed and head.klass not in (
        "citizens",
        "officials",
        "equipment",
        "persons",
        "executive agency",
        "cabinet",
        "public",
        "states",
    )


def _identity(
    parts: _Reading, head: Head, term: Term, terms: Vocabulary, country: str | None, sector: str | None
) -> str:
    base = f"{country or NOWHERE}/{sector or 'UNK'}"
    telling = [
        word
        for word in _modifying(parts, head, terms)
        if word in terms.distinctive or (head.klass == "states" and word in parts.capitals)
    ]
    telling += [slug(entry.name) for entry in parts.peoples]
    telling += parts.ties
    telling += [slug(word) for word in parts.words if "-" in word and slug(word).split("-")[0] in terms.attitude]
    if head.klass == "states":
        telling += [slug(entry.name) for entry in parts.states]
    if parts.bodies:
        telling.append(slug(parts.bodies[-1].name))
    if head.core and sector == head.sector and not telling and country:
        return base
    if head.core and head.sector != sector and country and not [t for t in telling if t not in terms.modifiers]:
        return base
    return f"{base}/{slug(' '.join([*dict.fromkeys(telling), term.low]))}"


def _person(parts: _Reading, before: Sequence[Term], head: Term, name: str) -> tuple[Sketch, ...]:
    """A title without a name ("the Russian ambassador to Turkey")."""
    terms = vocabulary()
    own = terms.titles[head.lemma]
    sector = terms.sector_of(words(name), own)
    if sector == "IGO" and own in ("MIL", "JUD", "LEG") and not terms.offices_in(words(name)):
        sector = own
    for word in parts.words:
        sector = terms.tenure.get(word) or sector
    body = parts.bodies[-1] if parts.bodies else None
    state = parts.states[0] if parts.states else None
    if body is not None and sector == "GOV" and body.sector and body.kind != "state":
        sector = body.sector
    owner = next(iter([*parts.persons[-1:], *parts.peoples[-1:]]), None)
    country = (state and state.country) or (body and body.country) or (owner and owner.country) or None
    role = _role_key(name, before)
    told = [country.lower() if country else "", slug(body.name) if body else "", role]
    identity = "person/" + "-".join(filter(None, told))
    seat = body.id if body is not None and body.kind == "igo" and country is None else None
    return (Sketch("person", country, sector, identity, name, role=name, person=True, head=head.lemma, body=seat),)


def _role_key(name: str, before: Sequence[Term]) -> str:
    """The part of a title-only person's id that tells the office: its canonical name, else the words of the title
    without the country's and the body's.
    """
    terms = vocabulary()
    told = words(name)
    offices = terms.offices_in(told)
    if len(offices) == 1 and offices[0] != "ambassador" and not any(word in terms.tenure for word in told):
        return slug(offices[0])
    named = {word for term in before if term.forms for word in words(term.text)}
    return "-".join(word for word in told if word not in named and word != "s")


def _known(entry: Entry) -> Sketch:
    return Sketch(entry.kind, entry.country, entry.sector, entry.id, entry.name, entry=entry, head="")


def _state(state: Entry | None, country: str, name: str) -> Sketch:
    if state is not None:
        return replace(_known(state), sector="GOV")
    return Sketch("state", country, "GOV", country, name)
