"""Access to the tokens of a match and to the calendar fields that it states."""

from __future__ import annotations

import re
from typing import Any

from legation.parse.dates import amounts
from legation.parse.dates.draft import Base, Draft, Kind
from legation.parse.dates.lexicon import lexicon
from legation.parse.dates.scan import Match, Token
from legation.parse.dates.tense import Tense


class Cursor:
    """One text's tokens with their classes, as the readings look at them."""

    def __init__(self, tokens: list[Token], codes: str, tense: Tense) -> None:
        self.tokens = tokens
        self.codes = codes
        self.tense = tense
        self.lex = lexicon()
        self.symbols = self.lex.symbols

    # -- access ---------------------------------------------------------------------------------------------------

    def _is(self, index: int, *names: str) -> bool:
        return 0 <= index < len(self.codes) and any(self.codes[index] == self.symbols[name] for name in names)

    def _word(self, index: int) -> str:
        return self.tokens[index].text.lower() if 0 <= index < len(self.tokens) else ""

    def _token(self, match: Match, name: str) -> Token | None:
        return self.tokens[match.groups[name][0]] if name in match.groups else None

    def _value(self, match: Match, name: str) -> Any:
        token = self._token(match, name)
        return None if token is None else token.value

    def _has(self, match: Match, *names: str) -> bool:
        return any(self._is(index, *names) for index in range(match.first, match.last))

    def _draft(self, match: Match, kind: Kind, **fields: Any) -> Draft:
        first, last = self.tokens[match.first], self.tokens[match.last - 1]
        if last.text == "," or (last.text == "." and not self._is(match.last - 2, "MONTHABBR", "WEEKDAYABBR")):
            last = self.tokens[match.last - 2]
        return Draft(start=first.start, end=last.end, kind=kind, **fields)

    def _fields(self, match: Match, side: str = "") -> dict[str, Any]:
        """The calendar fields that a match states; ``side`` is 1 or 2 for one side of a pair."""
        found: dict[str, Any] = {}
        for raw in match.groups:
            name = raw[:-1] if raw[-1] in "12" else raw
            if name == raw or raw[-1] == side:
                value = self._field(name, match.groups[raw])
                if value is not None:
                    found[{"half": "mod", "yearrel": "year_rel", "noon": "clock"}.get(name, name)] = value
        if "era" in found and found.pop("era") == "BC" and "year" in found:
            found["year"] = -found["year"]
        if "year_rel" in found or "rel" in found:
            found["base"] = self._base(match, "yearrel" if "yearrel" in match.groups else "rel")
        return found

    def _field(self, name: str, where: tuple[int, int]) -> Any:
        token = self.tokens[where[0]]
        if name == "day":
            return 2 if self._is(where[0], "SECOND") else int(re.sub(r"\D", "", token.text) or token.value)
        if name == "year":
            return int(token.value)
        if name == "era":
            return "BC" if self._is(where[0], "BC") else "AD"
        if name == "half":
            return "HALF1" if token.value == 1 else "HALF2"
        if name == "quarter":
            return 2 if self._is(where[0], "SECOND") else int(re.sub(r"\D", "", token.text) or token.value)
        if name == "clock":
            return amounts.clock([t.text for t in self.tokens[where[0] : where[1]]], token.value)
        if name in ("join", "decade", "century", "amount"):
            return None
        return token.value

    def _base(self, match: Match, name: str) -> Base:
        """``the next``, ``following``, ``previous``, ``that``, ``the same`` count from the date told last."""
        index = match.groups[name][0]
        if self._is(index, "PREVIOUS", "FOLLOWING", "THAT", "SAME"):
            return "told"
        return "told" if self._is(index, "NEXT") and self._is(index - 1, "THE") else "speech"
