"""The words and the grammar of time expressions, loaded from ``resources/dates`` and compiled once per process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from legation import resources

# Classes that the tokeniser assigns by shape; the others stand in words.yaml.
SHAPES = (
    "D2", "YEAR4", "NUM", "FRACTION", "ORD", "DECADE", "CLOCK", "ISO", "SLASH", "AMPM", "BC", "AD", "HOLIDAY", "COMMA",
    "DOT", "DASH", "APOS", "OPEN", "QUARTERNAME", "BREAK",
)  # fmt: skip
OTHER = " "
_PUNCTUATION = {",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "—": "DASH", "−": "DASH", "/": "DASH", "'": "APOS",
                "’": "APOS", "(": "OPEN"}  # fmt: skip
# An expression holds at least one token of these classes; other runs of grammar words are not tried.
_CORE = (
    "MONTH", "MONTHABBR", "WEEKDAY", "WEEKDAYABBR", "WEEKDAYS", "SEASON", "UNIT", "YEARUNIT", "CENTURY", "QUARTER",
    "SECOND", "UNITS", "NIGHT", "PART", "NOON", "DECADEWORD", "PAST", "CURRENT", "DEICTIC", "TONIGHT", "NOW", "LATELY",
    "RECENT", "FUTURE", "FREQUENCY", "MOMENT", "YEAR4", "DECADE", "CLOCK", "ISO", "SLASH", "AMPM", "OCLOCK", "BC", "AD",
    "HOLIDAY", "QUARTERNAME", "PRESENT",
)  # fmt: skip
_SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + "".join(map(chr, range(0xC0, 0x100)))


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern over symbols, and the name of the reading it makes."""

    make: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``symbols``: class to symbol; ``words``: word to (symbol, value); ``core``: the symbols an expression needs."""

    symbols: dict[str, str]
    words: dict[str, tuple[str, Any]]
    holidays: dict[str, dict[str, int]]
    holiday_start: dict[str, tuple[tuple[str, ...], ...]]
    rules: tuple[Rule, ...]
    core: re.Pattern[str]
    lists: dict[str, frozenset[str]]
    punctuation: dict[str, str]


@cache
def lexicon() -> Lexicon:
    data = resources.load("dates/words.yaml")
    grammar = resources.load("dates/patterns.yaml")
    classes: dict[str, dict[str, Any]] = data["classes"]
    symbols = dict(zip([*SHAPES, *classes], _SYMBOLS, strict=False))
    words = {word: (symbols[name], value) for name, members in classes.items() for word, value in members.items()}
    starts: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(data["holidays"], key=lambda text: (-len(text), text)):
        parts = tuple(name.split())
        starts.setdefault(parts[0].split("'")[0], []).append(parts)
    return Lexicon(
        symbols=symbols,
        words=words,
        holidays=data["holidays"],
        holiday_start={first: tuple(names) for first, names in starts.items()},
        rules=tuple(Rule(r["make"], _compile(r["pattern"], grammar["macros"], symbols)) for r in grammar["rules"]),
        core=re.compile("[" + "".join(symbols[name] for name in _CORE) + "]"),
        lists={name: frozenset(value) for name, value in data.items() if isinstance(value, list)},
        punctuation={char: symbols[name] for char, name in _PUNCTUATION.items()},
    )


def _compile(pattern: str, macros: dict[str, str], symbols: dict[str, str]) -> re.Pattern[str]:
    while "{" in pattern:
        pattern = re.sub(r"\{(\w+)\}", lambda found: macros[found[1]], pattern)
    pattern = re.sub(r"(\w+)=(\[[^\]]*\]|[A-Z][A-Z0-9]*)", r"(?P<\1>\2)", pattern)
    pattern = re.sub(
        r"\(\?P<\w+>|[A-Z][A-Z0-9]*", lambda found: found[0] if found[0][0] == "(" else symbols[found[0]], pattern
    )
    return re.compile(re.sub(r"\s+", "", pattern))
