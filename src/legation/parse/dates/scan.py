"""Text → tokens with a class each → the longest matches of the grammar, left to right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from legation.parse.dates.lexicon import OTHER, Lexicon, lexicon

T = TypeVar("T")

_TOKEN = re.compile(
    r"""
      (?P<ampm>[AaPp](?:\.m\b\.?|[Mm]\b)|[AP]\.M\b\.?)
    | (?P<bc>B\.C\b\.?(?:E\b\.?)?|BCE?\b)
    | (?P<ad>A\.D\b\.?|AD\b|C\.E\b\.?|CE\b)
    | (?P<oclock>o['’]clock\b)
    | (?P<q>Q[1-4]\b)
    | (?P<word>[^\W\d_]+)
    | (?P<para>\n\s*\n)
    | (?P<iso>\d{4}-\d{2}-\d{2}(?:T\d\d:\d\d(?::\d\d)?)?(?![\w-]))
    | (?P<slash>\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?![\w/]))
    | (?P<fraction>\d/\d\b(?!/))
    | (?P<clock>\d{1,2}:\d{2}(?!\d))
    | (?P<decade>(?:\d{2,3}|['’]\d)0['’]?s\b)
    | (?P<ord>\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<num>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
    | (?P<punct>[^\w\s])
    """,
    re.VERBOSE,
)
_SHAPE_OF = {
    "ampm": "AMPM", "bc": "BC", "ad": "AD", "oclock": "OCLOCK", "q": "QUARTERNAME", "para": "BREAK",
    "iso": "ISO", "slash": "SLASH", "fraction": "FRACTION", "clock": "CLOCK", "decade": "DECADE", "ord": "ORD",
}  # fmt: skip
_RUN = re.compile(f"[^{OTHER}]+")
_SUFFIX = re.compile(r"_[a-z]$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark. ``value`` is what its class says of it (a month's number, a unit's letter)."""

    start: int
    end: int
    text: str
    value: Any


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``first`` to ``last`` (exclusive) as one rule reads them; ``groups`` are token ranges by name."""

    make: str
    first: int
    last: int
    groups: dict[str, tuple[int, int]]


def tokenise(text: str, breaks: Iterable[int] = ()) -> tuple[list[Token], str]:
    """The tokens of ``text`` and their classes, one symbol each. ``breaks`` are characters where a block starts."""
    lex = lexicon()
    words, symbols, marks = lex.words, lex.symbols, lex.punctuation
    tokens: list[Token] = []
    codes: list[str] = []
    waiting = sorted(breaks, reverse=True)
    for found in _TOKEN.finditer(text):
        kind, body, start = found.lastgroup, found[0], found.start()
        while waiting and waiting[-1] <= start:
            position = waiting.pop()
            tokens.append(Token(position, position, "", None))
            codes.append(symbols["BREAK"])
        value: Any = body
        if kind == "word":
            code, value = words.get(body.lower(), (OTHER, None))
        elif kind == "punct":
            code = marks.get(body, OTHER)
        elif kind == "num":
            code, value = _number(body, symbols)
        else:
            code = symbols[_SHAPE_OF[kind or ""]]
        tokens.append(Token(start, found.end(), body, value))
        codes.append(code)
    return _holidays(tokens, codes, lex)


def _number(body: str, symbols: dict[str, str]) -> tuple[str, float]:
    value = float(body.replace(",", ""))
    if body.isdigit():
        if len(body) <= 2 and 1 <= value <= 31:
            return symbols["D2"], value
        if len(body) == 4 and 1000 <= value <= 2100:
            return symbols["YEAR4"], value
    return symbols["NUM"], value


def _holidays(tokens: list[Token], codes: list[str], lex: Lexicon) -> tuple[list[Token], str]:
    """Fold the words of a named day into one token."""
    start = lex.holiday_start
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.text[:1].isupper() and (names := start.get(token.text.lower())):
            for parts in names:
                wanted = [piece for part in parts for piece in re.split(r"(')", part)]
                here = tokens[index : index + len(wanted)]
                if [t.text.lower().replace("’", "'") for t in here] == wanted:
                    text = " ".join(parts)
                    tokens[index : index + len(wanted)] = [Token(token.start, here[-1].end, text, text)]
                    codes[index : index + len(wanted)] = [lex.symbols["HOLIDAY"]]
                    break
        index += 1
    return tokens, "".join(codes)


def matches(codes: str, read: Callable[[Match], T | None]) -> Iterator[T]:
    """What ``read`` makes of the longest match at each place; where it makes None the next longest is tried."""
    lex = lexicon()
    for run in _RUN.finditer(codes):
        if not lex.core.search(run[0]):
            continue
        position, end = run.start(), run.end()
        while position < end:
            for match in _at(codes, position, end, lex):
                made = read(match)
                if made is not None:
                    yield made
                    position = match.last - 1
                    break
            position += 1


def _at(codes: str, position: int, end: int, lex: Lexicon) -> list[Match]:
    found = []
    for rule in lex.rules:
        hit = rule.pattern.match(codes, position, end)
        if hit and hit.end() > position and lex.core.search(hit[0]):
            groups = {_SUFFIX.sub("", name): hit.span(name) for name in hit.re.groupindex if hit.start(name) >= 0}
            found.append(Match(rule.make, position, hit.end(), groups))
    return sorted(found, key=lambda match: -match.last)
