"""Frames against propositions: which event a predicate names, and in which roles its participants stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.codebook.frames import Condition, Frame, Kind, Light, Words, index, index_of, lights
from legation.layers import Argument, Proposition
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

WORD_DEPENDENTS = {
    "prep", "prt", "dobj", "advmod", "acomp", "attr", "agent", "dative", "pobj", "amod", "compound", "oprd", "nmod",
    "npadvmod", "nsubjpass", "xcomp", "pcomp", "neg", "intj",
}  # fmt: skip


POINTING = ("the", "this", "that", "these", "those", "both")
DEPTH = 3  # steps down from a predicate at which the further words of an entry may stand


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that holds of a proposition. ``arguments`` are those its roles may be taken from."""

    frame: Frame
    words: Words
    proposition: Proposition
    arguments: tuple[Argument, ...]
    kind: Kind
    light: Light | None
    carrier: int | None
    others: Mapping[int, Proposition]
    echo: bool = False
    """A definite noun without the participants that the frame asks for ("the offensive"): it can only name an event again."""

    def tokens(self, role: str) -> tuple[int, ...]:
        """Token indices that stand in ``role``, or at the end of a path (``object/possessor``: the object's possessor)."""
        return filling(role, self.arguments, self.others)


def filling(role: str, arguments: Iterable[Argument], others: Mapping[int, Proposition]) -> tuple[int, ...]:
    """Tokens of ``arguments`` in ``role``; behind a ``/``, roles of the phrase found so far (``others`` by its head)."""
    first, _, rest = role.partition("/")
    tokens = tuple(a.token for a in arguments if a.role == first)
    if not rest:
        return tokens
    inner = (others[i].arguments for i in tokens if i in others)
    return tuple(
        dict.fromkeys(t for found in inner for t in filling(rest, [a for a in found if a.via != "light"], others))
    )


class Matcher:
    """Matches the codebook's frames against the propositions of one parsed text."""

    def __init__(self, doc: Doc, propositions: Iterable[Proposition], files: tuple[str, ...] = ()) -> None:
        """``files`` are frame files to match instead of the codebook's."""
        self._tokens = doc.tokens
        self._index = index_of(files) if files else index()
        self._have: dict[int, set[str]] = {}
        self._stray: dict[int, frozenset[str]] = {}
        self._by_token: dict[int, Proposition] = {p.predicate: p for p in propositions}
        self._heads: dict[tuple[int, bool], set[str]] = {}
        self._carriers: dict[int, tuple[Light, int] | None] = {}

    @property
    def propositions(self) -> Mapping[int, Proposition]:
        """Propositions by the token index of their predicate."""
        return self._by_token

    def light_over(self, proposition: Proposition) -> tuple[Light, int] | None:
        """The light verb that carries a noun (``hold`` over ``talks``) and its token index, if there is one."""
        if proposition.kind != "noun":
            return None
        if proposition.predicate not in self._carriers:
            self._carriers[proposition.predicate] = self._light_over(proposition)
        return self._carriers[proposition.predicate]

    def _light_over(self, proposition: Proposition) -> tuple[Light, int] | None:
        for above, role in self._verbs_over(proposition):
            if above.roles("prep:as"):
                continue  # "the visit can be taken as a step" judges the visit, it does not carry it out
            for light in lights().get(above.lemma.split(" ", 1)[0], ()):
                if role not in light.roles or (light.nouns is not None and proposition.lemma not in light.nouns):
                    continue
                if self.has_words(light.words, above, skip=proposition.predicate):
                    return light, above.predicate
        return None

    def _verbs_over(self, noun: Proposition) -> Iterable[tuple[Proposition, str]]:
        """Verbs that may carry a noun, with its role there: above it, above its carrier ("a role in"), in its own clause."""
        above = self._by_token.get(noun.parent) if noun.parent is not None else None
        if above is not None and noun.relation is not None:
            if above.kind == "verb":
                yield above, noun.relation
            elif above.kind == "noun" and above.relation == "object" and above.parent in self._by_token:
                yield self._by_token[above.parent], noun.relation
        for clause in (self._by_token.get(a.token) for a in noun.arguments if a.role == "clause"):
            if clause is not None and noun.predicate in clause.roles("object"):
                yield clause, "object"

    def matches(self, proposition: Proposition) -> list[Match]:
        """Every frame that holds of ``proposition``, the most particular first."""
        if self._only_describes(proposition):
            return []
        light, carrier = self.light_over(proposition) or (None, None)
        arguments = _usable(proposition, light)
        particle = " " in proposition.lemma
        found = []
        have = self._words_of(proposition)
        for kind in _kinds(proposition):
            arranged = _rearranged(arguments, kind, proposition)
            for frame, words in self._index.get((kind, proposition.lemma.split(" ", 1)[0]), ()):
                if words.others and not have.issuperset(words.others):
                    continue  # what most entries fail by, looked at first
                if (words.others or particle) and not self.has_words(words, proposition):
                    continue
                failed = [c for c in frame.when if not self._holds(c, arranged, loose=True)]
                echo = bool(failed) and self._may_echo(proposition, failed)
                if failed and not echo:
                    continue
                if any(c.test != "sector" and self._holds(c, arranged) for c in frame.unless):
                    continue
                found.append(Match(frame, words, proposition, arranged, kind, light, carrier, self._by_token, echo))
            if found:
                break
        return found

    def _may_echo(self, proposition: Proposition, failed: Iterable[Condition]) -> bool:
        """Whether a noun lacks only participants, and points back with an article or a demonstrative."""
        if proposition.kind != "noun" or any(c.test != "present" for c in failed):
            return False
        return any(c.dep_ == "det" and c.lower_ in POINTING for c in self._tokens[proposition.predicate].children)

    def _only_describes(self, proposition: Proposition) -> bool:
        """ "X is a threat to Y" says what X is, not that somebody threatens; "there was an attack" tells one.

        So do participles in titles and in the names of agreements ("the prosecuting attorney", "a power-sharing deal").
        """
        if self._index is not index():
            return False
        if proposition.kind == "verb":
            return self._names_a_thing(proposition) or self._to_himself(proposition)
        if proposition.kind != "noun" or proposition.relation != "attribute":
            return False
        copula = self._tokens[proposition.parent] if proposition.parent is not None else None
        return copula is not None and copula.lemma_ == "be" and not any(c.dep_ == "expl" for c in copula.children)

    def _names_a_thing(self, proposition: Proposition) -> bool:
        token = self._tokens[proposition.predicate]
        if token.tag_ != "VBG" or token.dep_ not in ("amod", "compound") or token.i > token.head.i:
            return False
        words, head = load("events/describing.yaml"), token.head.lemma_.lower()
        return head in words["titles"] or head in words["matters"]

    def _to_himself(self, proposition: Proposition) -> bool:
        words = load("events/describing.yaml")
        if proposition.lemma not in words["self_harm"]:
            return False
        return any(self._tokens[i].lower_ in words["reflexives"] for i in proposition.roles("object"))

    def has_words(self, words: Words, proposition: Proposition, *, skip: int | None = None) -> bool:
        """Whether the further words of an entry stand among the predicate's dependents."""
        wanted = words.others
        _, _, particle = proposition.lemma.partition(" ")
        if particle and particle.split(" ", 1)[0] not in wanted:
            return False
        if not wanted:
            return True
        have = self._words_of(proposition)
        if (
            len(wanted) == 1
            and wanted[0] in have
            and wanted[0] not in particle.split(" ")
            and self._strays(wanted[0], proposition)
        ):
            return False
        if skip is None:
            return have.issuperset(wanted)
        carried = self._tokens[skip].lemma_.lower()
        return all(word in have or word == carried for word in wanted)

    def _strays(self, word: str, proposition: Proposition) -> bool:
        """Whether the one further word of an entry is a preposition that stands only deeper down ("gave arms for use in war")."""
        strays = self._stray.get(proposition.predicate)
        if strays is None:
            own = proposition.predicate
            near: set[str] = set()
            far: set[str] = set()
            for token in _dependents(self._tokens[own], DEPTH):
                deep = token.pos_ == "ADP" and token.head.i != own and token.head.head.i != own
                (far if deep else near).add(token.lower_)
            strays = self._stray[own] = frozenset(far - near)
        return word in strays

    def _words_of(self, proposition: Proposition) -> set[str]:
        """The particle of a predicate and the words and lemmas among its dependents; of a participle also its noun."""
        have = self._have.get(proposition.predicate)
        if have is None:
            token = self._tokens[proposition.predicate]
            have = self._have[proposition.predicate] = set(proposition.lemma.split(" ")[1:])
            for item in _dependents(token, DEPTH):
                have.add(item.lemma_.lower())
                have.add(item.lower_)
            if token.dep_ == "acl" and token.tag_ == "VBN":
                have.add(token.head.lemma_.lower())
        return have

    def _holds(self, condition: Condition, arguments: tuple[Argument, ...], *, loose: bool = False) -> bool:
        if condition.test == "sector":
            return True  # decided where the participants are known
        tokens = filling(condition.role, arguments, self._by_token)
        if condition.role == "modifier" and not tokens:
            return False
        if condition.test == "present":
            return bool(tokens)
        return any(self._lemmas(i, loose=loose) & condition.lemmas for i in tokens)

    def _lemmas(self, index: int, *, loose: bool = False) -> set[str]:
        """The lemma of a role's head; of ``10 tons of aid`` and ``a series of strikes`` also what is measured.

        ``loose`` adds the nouns before the head (``police personnel`` is police).
        """
        known = self._heads.get((index, loose))
        if known is not None:
            return known
        token = self._tokens[index]
        found = self._heads[index, loose] = {token.lemma_.lower(), token.lower_}
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                found |= {inner.lemma_.lower() for inner in child.children if inner.dep_ == "pobj"}
            elif child.dep_ == "compound":
                found.add(f"{child.lemma_.lower()} {token.lemma_.lower()}")
                if loose:
                    found.add(child.lemma_.lower())
        return found


def _kinds(proposition: Proposition) -> tuple[Kind, ...]:
    """The kinds of frame to try: a participle before a noun may be listed as a verb or an adjective."""
    if proposition.kind == "adjective":
        return ("adjective",)
    return (proposition.kind,)


def _usable(proposition: Proposition, light: Light | None) -> tuple[Argument, ...]:
    """What a noun takes over from its verb counts only where the verb is light."""
    if proposition.kind != "noun":
        return proposition.arguments
    if light is None:
        return tuple(a for a in proposition.arguments if a.via != "light")
    if light.negates:  # who stops an attack does not attack
        return tuple(a for a in proposition.arguments if not (a.via == "light" and a.role == "subject"))
    if light.swap:
        return tuple(
            Argument("prep:of" if a.role == "subject" and a.via == "light" else a.role, a.token, a.via)
            for a in proposition.arguments
        )
    return proposition.arguments


def _rearranged(arguments: tuple[Argument, ...], kind: Kind, proposition: Proposition) -> tuple[Argument, ...]:
    """A verb's plain ``by`` after a participle is its agent; everything else stays."""
    if kind == "verb" and proposition.passive:
        return tuple(Argument("agent", a.token, a.via) if a.role == "prep:by" else a for a in arguments)
    return arguments


def _dependents(token: Token, depth: int) -> Iterable[Token]:
    for child in token.children:
        if child.dep_ in WORD_DEPENDENTS or (child.dep_ == "det" and child.lower_ == "no"):
            yield child
            if depth > 1:
                yield from _dependents(child, depth - 1)
