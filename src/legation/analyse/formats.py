"""Formats that recur, and their sessions: the same sides at the same rank, a named occasion, a track, a visit, a subject.

``show formats`` lists them. A format is *named* (an occasion that a record names), a *track* of negotiations (see
``resources/analyse/meetings.yaml``), *composed* (the same sides at the same rank, also with guests, or from four sides on
without one), *visits* (who is seen when the same office of one state comes to another), or a *subject* (a state that meetings
are about). Sessions are dated meetings told as held; those within :data:`APART` days of each other are one session of a format.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from legation import resources
from legation.actors.lexicon import load
from legation.analyse.absence import Absence, absences
from legation.analyse.sittings import People, Sitting, held_posts, posts, sittings
from legation.archive.queries import Filters, Row, View
from legation.imports.remarks import occasion_key
from legation.record import content_id

APART = 3
TOLD = 3
NOBODY = ("ZZZ/", "population/")


@dataclass(frozen=True, slots=True)
class Session:
    """One session: its meetings, first and last day, and who was there: sides, and seats as "SIDE office" told and held."""

    sittings: tuple[Sitting, ...]
    first: str
    last: str
    sides: frozenset[str]
    seats: frozenset[str]
    held: frozenset[str]

    @property
    def place(self) -> str | None:
        """The place told most."""
        places = Counter(s.event.place for s in self.sittings if s.event.place)
        return max(places, key=lambda p: (places[p], p)) if places else None


@dataclass(frozen=True, slots=True)
class Format:
    """A format with its sessions by day; ``sides`` make it (of named ones: those at half the sessions or more)."""

    name: str
    kind: str
    sides: tuple[str, ...]
    rank: str | None
    sessions: tuple[Session, ...]
    unit: str = "side"
    undated: tuple[Sitting, ...] = ()

    @property
    def id(self) -> str:
        """A hash of what the format is."""
        return content_id("format", self.kind, self.name)

    def absences(self) -> Iterable[tuple[Session, Absence]]:
        """Every absence at a session, with its surprise."""
        sessions = [s for s in self.sessions if self.tells(s)]
        for number, absence in absences(self.present(sessions), unit=self.unit, format=self.name):
            yield sessions[number], absence

    def present(self, sessions: Sequence[Session]) -> list[frozenset[str]]:
        """Who was there at each, as far as they may be expected again: guests of a composed format are not.

        An office that somebody there held beside the one told is no absentee, but nor is it expected for that.
        """
        if self.unit == "side":
            return [s.sides & set(self.sides) if self.kind == "composed" else s.sides for s in sessions]
        seen: set[str] = set()
        found = []
        for session in sessions:
            found.append(session.seats | (session.held & seen))
            seen |= session.seats
        return found

    def tells(self, session: Session) -> bool:
        """Whether a session tells who attended.

        Of an occasion or a subject, where it names :data:`TOLD` sides or more; of a visit, where no occasion is told that the
        host may have sat at, and the host is not told as a collective ("senior officials") in which anybody may have sat.
        """
        if self.kind == "visits":
            seats = [seat for s in session.sittings for seat in s.present if seat.side in self.sides]
            return not any(s.occasion for s in session.sittings) and not any(seat.group or seat.vague for seat in seats)
        return self.kind not in ("named", "subject") or len(session.sides) >= TOLD


def formats(meetings: Sequence[Sitting], people: People) -> list[Format]:
    """The formats of ``meetings``, the most sessions first."""
    found = [
        *_named(meetings), *_tracks(meetings, people), *_composed(meetings, people), *_visits(meetings, people),
        *_subjects(meetings, people),
    ]  # fmt: skip
    return sorted(found, key=lambda f: (-len(f.sessions), f.kind, f.name))


def find(view: View, filters: Filters) -> list[Row]:
    """One row a format, with its sessions; one that met once is there where three or more sides or a track make it."""
    people = People(view)
    chosen = _wanted(people, filters.actor) if filters.actor else None
    rows = []
    for item in formats(sittings(view, people), people):
        if chosen is not None and not chosen & {side for s in item.sessions for side in s.sides}:
            continue
        if filters.type and item.kind != filters.type.lower():
            continue
        sessions = [s for s in item.sessions if _within(s, filters)]
        if item.sessions and not sessions:
            continue
        last = sessions[-1].sittings[0] if sessions else next(iter(item.undated), None)
        rows.append(
            {
                "format": item.name, "kind": item.kind, "sides": ", ".join(people.name(s) for s in item.sides),
                "rank": item.rank, "sessions": len(sessions), "undated": len(item.undated), "recurs": len(item.sessions) > 1,
                "first": sessions[0].first if sessions else None, "last": sessions[-1].last if sessions else None,
                "dates": [s.first for s in sessions], "places": list(dict.fromkeys(s.place for s in sessions if s.place)),
                "quote": last.quote if last else None, "document": last.lead.document if last else None,
                "start": last.lead.start if last else None, "end": last.lead.end if last else None,
                "side_ids": list(item.sides), "session_ids": [[x.event.id for x in s.sittings] for s in sessions],
                "id": item.id,
            }
        )  # fmt: skip
    return rows


def _within(session: Session, filters: Filters) -> bool:
    return (not filters.since or session.last >= filters.since) and (
        not filters.until or session.first <= filters.until
    )


def _wanted(people: People, wanted: str) -> set[str]:
    low = wanted.lower()
    return {wanted, *(key for key in people.any if low in people.name(key).lower() or low == key.lower())}


def _named(meetings: Iterable[Sitting]) -> list[Format]:
    """Occasions that records name, in all their spellings."""
    groups: dict[str, list[Sitting]] = {}
    for sitting in meetings:
        if sitting.occasion and (key := occasion_key(sitting.occasion)):
            groups.setdefault(key, []).append(sitting)
    found = []
    for group in groups.values():
        names = Counter(s.occasion for s in group if s.occasion)
        sessions = _sessions(group)
        if len(sessions) > 1:
            name = max(names, key=lambda n: (names[n], n))
            found.append(Format(name, "named", _usual(sessions), None, sessions))
    return found


def _usual(sessions: Sequence[Session]) -> tuple[str, ...]:
    """The sides at half the sessions or more."""
    counts = Counter(side for s in sessions for side in s.sides)
    return tuple(sorted(side for side, n in counts.items() if 2 * n >= len(sessions)))


def _tracks(meetings: Sequence[Sitting], people: People) -> list[Format]:
    """Tracks of negotiation that meetings belong to by their place or their words."""
    found = []
    for track in _data()["tracks"]:
        words = "|".join(re.escape(w) for w in track["words"])
        said = re.compile(
            rf"\b(?:{words})\b['’s]* (?:\w+ ){{0,2}}(?:{_nouns()})\b|\b(?:{_nouns()})\b (?:\w+ ){{0,3}}(?:in|at) (?:{words})\b"
        )
        group = [
            s
            for s in meetings
            if s.held and s.quote and (not s.day or s.day >= track["from"]) and _on_track(s, track, said, people)
        ]
        if group:
            sessions, undated = _sessions(group), tuple(s for s in group if not s.day)
            found.append(Format(track["name"], "track", _usual(sessions), None, sessions, undated=undated))
    return found


def _on_track(sitting: Sitting, track: Mapping[str, Any], said: re.Pattern[str], people: People) -> bool:
    placed = sitting.event.place in track["words"] and sitting.event.mode != "visit"
    if not placed and not said.search(sitting.quote or ""):
        return False
    about = set(track["about"])
    if {*sitting.sides, *_about(sitting.quote or "")} & about or any(
        _says(sitting.quote or "", state) for state in about
    ):
        return True
    # The document's own subject decides only for words that one track alone goes by.
    own = all(other is track or not set(other["words"]) & set(track["words"]) for other in _data()["tracks"])
    return own and bool(_named_in(sitting, people) & about)


@cache
def _says(quote: str, state: str) -> bool:
    """Whether a sentence names a state."""
    entry = load().entries.get(state)
    names = (entry.name, *entry.names) if entry is not None else ()
    return any(re.search(rf"\b{re.escape(name)}\b", quote) for name in names)


def _named_in(sitting: Sitting, people: People) -> set[str]:
    """States that the document of a meeting names often."""
    return {
        key for (document, key), row in people.told.items() if document == sitting.lead.document and row["mentions"] > 2
    }


def _composed(meetings: Sequence[Sitting], people: People) -> list[Format]:
    """The same sides at the same rank."""
    by_rank: dict[str, list[tuple[frozenset[str], Sitting]]] = {}
    for sitting in meetings:
        sides = frozenset(s for s in sitting.sides if not s.startswith(NOBODY))
        if sitting.held and sitting.rank and len(sides) > 1 and sitting.event.mode != "phone":
            by_rank.setdefault(sitting.rank, []).append((sides, sitting))
    found = []
    for rank, group in sorted(by_rank.items()):
        for core in sorted({sides for sides, _ in group}, key=lambda s: (len(s), sorted(s))):
            exact = [s for sides, s in group if sides == core]
            wider = [s for sides, s in group if sides > core and len(sides) < 2 * len(core)] if len(core) > 2 else []
            fewer = [s for sides, s in group if len(core) > 3 and sides < core and len(sides) == len(core) - 1]
            sessions = _sessions([s for s in (*exact, *wider, *fewer) if s.day])
            if len(sessions) > 1 or (len(core) > 2 and exact):
                undated = tuple(s for s in exact if not s.day)
                found.append(
                    Format(_name(core, rank, people), "composed", tuple(sorted(core)), rank, sessions, undated=undated)
                )
    return found


def _name(sides: frozenset[str], rank: str, people: People) -> str:
    data = _data()
    known = next((name for name, members in data["sets"].items() if set(members) == sides), None)
    plural = data["plural"][rank]
    if known:
        return f"{known}, {plural}"
    size = data["sizes"].get(len(sides), f"{len(sides)}-party")
    return f"{size} of {plural}: {', '.join(sorted(people.name(s) for s in sides))}"


def _visits(meetings: Iterable[Sitting], people: People) -> list[Format]:
    """Whom an office of one state sees in another: imported trips that name somebody met."""
    groups: dict[tuple[str, str, str], list[Sitting]] = {}
    for sitting in meetings:
        visitor = next((seat for seat in sitting.present if seat.start == 0 and seat.end == 0 and seat.rank), None)
        if visitor is None or sitting.host in (None, visitor.side) or sitting.event.mode != "meet":
            continue
        if sitting.day and any(seat.side == sitting.host and seat.rank for seat in sitting.present):
            groups.setdefault((visitor.side, visitor.post or "", str(sitting.host)), []).append(sitting)
    found = []
    for (side, post, host), group in groups.items():
        sessions = _sessions(group)
        if len(sessions) > 1:
            name = f"trips of the {post} of {people.name(side)} to {people.name(host)}"
            found.append(Format(name, "visits", (side, host), None, sessions, unit="seat"))
    return found


def _subjects(meetings: Iterable[Sitting], people: People) -> list[Format]:
    """Meetings about a state."""
    groups: dict[str, list[Sitting]] = {}
    for sitting in meetings:
        if sitting.held and sitting.day and len(sitting.sides) > 1:
            for state in _about(sitting.quote or ""):
                groups.setdefault(state, []).append(sitting)
    found = []
    for state, group in groups.items():
        sessions = _sessions(group)
        if len(sessions) > 1:
            found.append(Format(f"meetings on {people.name(state)}", "subject", _usual(sessions), None, sessions))
    return found


def _sessions(group: Iterable[Sitting]) -> tuple[Session, ...]:
    """Meetings by day, those that begin within :data:`APART` days of the one before as one session."""
    runs: list[list[Sitting]] = []
    for sitting in sorted((s for s in group if s.day), key=lambda s: (str(s.day), s.event.id)):
        if runs and (date.fromisoformat(str(sitting.day)) - date.fromisoformat(str(runs[-1][-1].day))).days <= APART:
            runs[-1].append(sitting)
        else:
            runs.append([sitting])
    return tuple(_session(run) for run in runs)


def _session(run: Sequence[Sitting]) -> Session:
    first = min(str(s.day) for s in run)
    last = max(str(s.event.last or s.day) for s in run)
    sides = frozenset(side for s in run for side in s.sides if not side.startswith(NOBODY))
    met = [(seat, s.day) for s in run for seat in s.present if not seat.group]
    seats = frozenset(f"{seat.side} {post}" for seat, _ in met if seat.rank for post in posts(seat.office or seat.post))
    held = frozenset(f"{seat.side} {post}" for seat, day in met for post in held_posts(seat.actor, seat.side, day))
    return Session(tuple(run), first, last, sides, seats, held)


@cache
def _about(quote: str) -> tuple[str, ...]:
    """States that a sentence says its talks are about: "talks on Syria", "the Syria peace talks"."""
    found: list[str] = []
    words = re.findall(r"[\w’'-]+", quote)
    speaking = {*_matters(), *_data()["speaking"]}
    starts = [
        i + 1
        for i, w in enumerate(words)
        if w.lower() in _data()["about"] and speaking & {before.lower() for before in words[max(0, i - 6) : i]}
    ]
    for index, word in enumerate(words):
        if word.lower() in _matters():
            # The state stands right before: "the Syria talks", "the Syria peace talks".
            back = 2 if index > 1 and words[index - 1] in _data()["between"] else 1
            found.extend(
                state
                for length in (3, 2, 1)
                if index >= back - 1 + length
                and (state := _state(" ".join(words[index - back - length + 1 : index - back + 1])))
            )
    for start in starts:
        step = start + 1 if words[start : start + 1] and words[start].lower() == "the" else start
        for length in (3, 2, 1):
            state = _state(" ".join(words[step : step + length]).removesuffix("’s").removesuffix("'s"))
            if state:
                found.append(state)
                break
    return tuple(dict.fromkeys(found))


@cache
def _state(text: str) -> str | None:
    if not text[:1].isupper():
        return None
    forms = [f for f in load().lookup(text) if f.entry.kind == "state" and f.how == "name"]
    return forms[0].entry.country if forms else None


@cache
def _matters() -> frozenset[str]:
    return frozenset((*_data()["talks"], *_data()["matters"]))


@cache
def _nouns() -> str:
    return "|".join(_data()["talks"])


def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = resources.load("analyse/meetings.yaml")
    return data
