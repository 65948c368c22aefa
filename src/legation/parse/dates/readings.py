"""Match → drafts: one function for each ``make`` of patterns.yaml.

A reading returns the drafts of its match, an empty list where the words are read but tell no time (an age), or None
where the words only look like the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from legation.parse.dates import amounts
from legation.parse.dates.cursor import Cursor
from legation.parse.dates.draft import Base, Draft
from legation.parse.dates.lexicon import OTHER
from legation.parse.dates.scan import Match, Token

_CLOCK_UNITS = ("TS", "TM", "TH")


class Reader(Cursor):
    """Reads matches over one text's tokens."""

    def read(self, match: Match) -> list[Draft] | None:
        reading: Callable[[Match], list[Draft] | None] = getattr(self, f"_{match.make}")
        return reading(match)

    # -- calendar -------------------------------------------------------------------------------------------------

    def _calendar(self, match: Match) -> list[Draft] | None:
        fields = self._fields(match)
        if not self._plausible(match, fields):
            return None
        if "rel" in fields and self._is(match.groups["rel"][0], "THAT") and "weekday" in fields:
            del fields["rel"], fields["base"]
        return [self._draft(match, "calendar", **fields)]

    def _plausible(self, match: Match, fields: dict[str, Any]) -> bool:
        if fields.get("day", 1) > 31 or fields.get("quarter", 1) not in (1, 2, 3, 4):
            return False
        month = self._token(match, "month")
        if month is not None and not month.text[0].isupper():
            return False
        return all(
            self._certain(match, fields, token)
            for name in ("month", "season", "weekday")
            if (token := self._token(match, name)) is not None
        )

    def _certain(self, match: Match, fields: dict[str, Any], token: Token) -> bool:
        """Whether a word that has other meanings (May, fall, Sun) is a date here."""
        lists = self.lex.lists
        if token.text.lower() not in lists["doubtful"]:
            return True
        if fields.keys() & {"day", "year", "year_rel", "rel", "mod"}:
            return True
        said = self.tense.is_date(token.start)
        if said is False:
            return False
        if self._is(match.last, "OF"):  # "the spring of hope", "the March of the Mothers"
            return False
        before = match.first - 1
        if self._word(before) in lists["doubtful_after"] or self._word(match.last) in lists["doubtful_before"]:
            return True
        return bool(said) and not (before >= 0 and self.tokens[before].text[:1].isupper())

    def _pair(self, match: Match) -> list[Draft] | None:
        left, right = self._fields(match, "1"), self._fields(match, "2")
        if not self._plausible(match, left) or not self._plausible(match, right):
            return None
        if "year" in left and (left["year"], left.get("month", 1)) > (right["year"], right.get("month", 1)):
            if "year1" in match.groups:
                return None
            left["year"] -= 1
        return self._both(match, left, right)

    def _both(self, match: Match, left: dict[str, Any], right: dict[str, Any]) -> list[Draft]:
        first, last = match.groups["join"]
        one = self._draft(replace(match, last=first), "calendar", **left)
        two = self._draft(replace(match, first=last), "calendar", **right)
        return [one, two]

    def _years(self, match: Match) -> list[Draft] | None:
        """``1914–18``: the second number stands in the first one's century."""
        start, short = int(self._value(match, "year1")), int(self._value(match, "year2"))
        end = start // 100 * 100 + short
        joined, right = self.tokens[match.groups["join"][0]], self.tokens[match.last - 1]
        glued = joined.start == self.tokens[match.first].end and right.start == joined.end
        if short > 99:
            end = short
        elif not glued or len(right.text) != 2:
            return None
        if end <= start or (not glued and start < 1900):
            return None
        return self._both(match, {"year": start}, {"year": end})

    def _year(self, match: Match) -> list[Draft] | None:
        index = match.groups["year"][0]
        lists = self.lex.lists
        before, after = self._word(index - 1), self._word(index + 1)
        number = int(self.tokens[index].value)
        alone = match.last - match.first == 1
        if alone:
            if before in lists["not_year_after"] or after in lists["not_year_before"]:
                return None
            if number < 1900 and before not in lists["year_after"]:
                return None
            if before == "." and self._word(index - 2).isdigit():
                return None
        return [self._draft(match, "calendar", **self._fields(match))]

    def _decade(self, match: Match) -> list[Draft] | None:
        token = self._token(match, "decade")
        assert token is not None
        bc = "era" in match.groups
        mod = self._fields(match).get("mod")
        digits = re.sub(r"\D", "", token.text)
        if (not digits and not self._has(match, "THE") and mod is None) or (len(digits) == 3 and not bc):
            return None
        number = int(digits) if digits else int(token.value)
        return [
            self._draft(match, "calendar", decade=-number if bc else number, short=number < 100 and not bc, mod=mod)
        ]

    def _century(self, match: Match) -> list[Draft] | None:
        first, last = match.groups["century"]
        number = amounts.ordinal([(t.text, t.value) for t in self.tokens[first:last]])
        if number is None:
            return None
        fields = self._fields(match)
        century = -number if "era" in match.groups else number
        return [self._draft(match, "calendar", century=century, mod=fields.get("mod"))]

    def _iso(self, match: Match) -> list[Draft] | None:
        text = self.tokens[match.first].text
        number, month, day = (int(part) for part in text[:10].split("-"))
        if not (1 <= month <= 12 and 1 <= day <= 31 and number):
            return None
        return [self._draft(match, "calendar", year=number, month=month, day=day, clock=text[11:16] or None)]

    def _slash(self, match: Match) -> list[Draft] | None:
        """``22/12/2016``; day first unless only month first can be (an ambiguous one is left unread)."""
        one, two, number = (int(part) for part in re.split(r"[/.]", self.tokens[match.first].text))
        number += 0 if number > 99 else 2000 if number < 50 else 1900
        if one <= 12 < two <= 31:
            one, two = two, one
        elif not (two <= 12 < one <= 31 or one == two <= 12):
            return []
        return [self._draft(match, "calendar", year=number, month=two, day=one)]

    # -- relative -------------------------------------------------------------------------------------------------

    def _deictic(self, match: Match) -> list[Draft] | None:
        part = self._value(match, "part")
        if "deictic" in match.groups:
            night = self._is(match.groups["deictic"][0], "TONIGHT")
            rel, clock = self._value(match, "deictic"), self._fields(match).get("clock")
            return [self._draft(match, "deictic", rel=rel, part="NI" if night else part, clock=clock)]
        if self._is(match.groups["rel"][0], "PAST", "COMING", "CURRENT"):
            return None
        if self._is(match.groups["rel"][0], "LAST") and not self._is(match.groups["part"][0], "NIGHT"):
            return None
        return [self._draft(match, "deictic", rel=self._value(match, "rel"), part=part, base=self._base(match, "rel"))]

    def _daypart(self, match: Match) -> list[Draft] | None:
        """``in the morning``: of the day told last."""
        if self._is(match.last, "OF"):
            return None
        return [self._draft(match, "deictic", rel=0, part=self._value(match, "part"), base="told")]

    def _edge(self, match: Match) -> list[Draft] | None:
        """``the last two weeks of August``, ``the week of 6 March``."""
        if "edge" not in match.groups:
            fields = self._fields(match)
            whole = fields.pop("unit")
            return [self._draft(match, "calendar", **fields, edge=(1, whole, 1))] if whole == "W" else None
        index = match.groups["edge"][0]
        which = 2 if self._is(index, "SECOND") else int(self.tokens[index].value)
        amount = self._amount(match) if "amount" in match.groups else 1.0
        fields = self._fields(match)
        unit = fields.pop("unit")
        if self._is(match.groups["unit"][0], "UNITS") and (amount is None or amount == 1.0):
            return [self._draft(match, "calendar", **_without(fields, "edge"), mod="END" if which < 0 else "START")]
        return [self._draft(match, "calendar", **{**fields, "edge": (which, unit, round(amount or 1))})]

    def _relative(self, match: Match) -> list[Draft] | None:
        fields = self._fields(match)
        unit = fields.get("unit") or fields.pop("weekend", None)
        if unit in _CLOCK_UNITS or unit is None:
            return None
        if "rel" in fields:
            index = match.groups["rel"][0]
            if self._is(index, "PAST") or (self._is(index, "LAST") and (self._is(index - 1, "THE") or unit == "D")):
                return None
        elif unit != "WE" and not (fields.get("mod") and (self._has(match, "THE", "APOS"))):
            if not self._has(match, "IN"):
                return None
        elif unit == "WE" and "mod" not in fields and not self._is(match.first, "THE"):
            return None
        if "weekend" in match.groups and unit != "WE":
            return None
        free = "rel" not in fields
        fields = {"rel": 0, **fields, "unit": unit}
        return [self._draft(match, "relative", **fields, value="free" if free else None)]

    def _shift(self, match: Match) -> list[Draft] | None:
        sign, unit = int(self._value(match, "shift")), self._value(match, "unit")
        index = match.groups["shift"][0]
        told: Base = "speech" if self._is(index, "AGO") else "told"
        if self._is(index, "BEFORE", "AFTER") and not self._closed(match.last):
            return None
        amount = self._amount(match)
        if "amount" not in match.groups:
            amount = 1.0 if self._is(match.first, "THE") else None
        unit = "D" if unit == "NI" else unit
        if unit in _CLOCK_UNITS and amount is not None:
            return [self._draft(match, "duration", value=amounts.duration(amount, unit))]
        return [self._draft(match, "shift", rel=sign, unit=unit, amount=amount, base=told)]

    def _closed(self, index: int) -> bool:
        """Whether nothing that ``before`` or ``after`` could govern follows: a mark, a paragraph's end, the end."""
        if index >= len(self.tokens) or self._is(index, "BREAK", "COMMA", "DOT"):
            return True
        return self.codes[index] == OTHER and not self.tokens[index].text[:1].isalnum()

    # -- durations and sets -----------------------------------------------------------------------------------------

    def _amount(self, match: Match) -> float | None:
        if "amount" not in match.groups:
            return None
        first, last = match.groups["amount"]
        return amounts.number([(t.text, t.value) for t in self.tokens[first:last]])

    def _duration(self, match: Match) -> list[Draft] | None:
        unit = self._value(match, "unit")
        amount = self._amount(match) if "amount" in match.groups else 1.0
        if self._is(match.last - 1, "OLD") or self._is(match.last, "OLD"):
            return []
        if self._is(match.last, "OF") and self._is(match.last + 1, "OLD"):
            return []
        if amount == 0 or unit is None or not self._measures(match, amount):
            return None
        return [
            self._draft(match, "duration", value=amounts.duration(amount, unit), **self._touching(match, amount, unit))
        ]

    def _measures(self, match: Match, amount: float | None) -> bool:
        """Not so: ``a months``, ``three quarters`` (of a thing), ``60 Minutes`` (a title)."""
        index = match.groups["unit"][0]
        unit = self.tokens[index]
        if "amount" in match.groups and self._is(index, "UNITS"):
            first, last = match.groups["amount"]
            if last - first == 1 and self._is(first, "A"):
                return False
            if unit.text[:1].isupper() and self._is(first, "D2", "NUM"):
                return False
        return not (unit.value == "Q" and amount in (None, 3.0))

    def _touching(self, match: Match, amount: float | None, unit: str) -> dict[str, Any]:
        """``the last five years``: the stretch ends at the moment of writing; ``the next five years`` begins there."""
        for index in range(match.first, match.last):
            if self._is(index, "LAST", "PAST", "NEXT", "COMING"):
                return {"span": int(self.tokens[index].value), "amount": amount, "unit": unit}
        return {}

    def _stretch(self, match: Match) -> list[Draft] | None:
        unit = self._value(match, "unit")
        singular = self._is(match.groups["unit"][0], "UNIT", "YEARUNIT", "CENTURY")
        amount = 1.0 if singular else None
        fields = self._touching(match, amount, unit)
        return [self._draft(match, "duration", value=amounts.duration(amount, unit), **fields)]

    def _plural(self, match: Match) -> list[Draft] | None:
        """``weeks``, ``the years``: a time only where the words around measure by it."""
        lists = self.lex.lists
        long = match.last - match.groups["unit"][1] > 0
        framed = (
            self._word(match.last) in lists["plural_before"] or self._word(match.first - 1) in lists["plural_after"]
        )
        if (not long and not framed) or self._value(match, "unit") == "Q":
            return None
        return [self._draft(match, "duration", value=amounts.duration(None, self._value(match, "unit")))]

    def _names_paper(self, match: Match) -> bool:
        """ "the party daily Rude Pravo": a paper, not how often."""
        before, after = self._word(match.first - 1), self.tokens[match.last : match.last + 1]
        return before.isalpha() and before not in ("the", "a") and bool(after) and after[0].text[:1].isupper()

    def _set(self, match: Match) -> list[Draft] | None:
        if "set" in match.groups:
            if self._names_paper(match):
                return None
            return [self._draft(match, "set", value=self._value(match, "set"))]
        index = match.groups["unit"][0]
        value = self.tokens[index].value
        if self._is(index, "WEEKDAY", "WEEKDAYS"):
            named = f"XXXX-WXX-{value}"
        elif self._is(index, "MONTH"):
            named = f"XXXX-{value:02d}"
        elif self._is(index, "SEASON"):
            named = f"XXXX-{value}"
        elif self._is(index, "PART", "NIGHT"):
            named = f"XXXX-XX-XXT{value}"
        else:
            step = self._token(match, "step")
            digits = (
                1.0
                if step is None
                else 2.0
                if self._is(match.groups["step"][0], "SECOND")
                else float(re.sub(r"\D", "", step.text) or step.value)
            )
            named = amounts.duration(digits, value)
        return [self._draft(match, "set", value=named)]

    # -- references ---------------------------------------------------------------------------------------------------

    def _nothing(self, _match: Match) -> list[Draft] | None:
        """An idiom (``now and then``): read, and no time."""
        return []

    def _present(self, match: Match) -> list[Draft] | None:
        return [self._draft(match, "reference", value="PRESENT_REF")]

    def _presentday(self, match: Match) -> list[Draft] | None:
        return self._present(match) if self._value(match, "unit") == "D" else None

    def _past(self, match: Match) -> list[Draft] | None:
        return [self._draft(match, "reference", value="PAST_REF")]

    def _pastnoun(self, match: Match) -> list[Draft] | None:
        """``the past`` as a noun: the parser says so, or nothing that it could modify follows."""
        noun = self.tense.is_noun(self.tokens[match.last - 1].start)
        return self._past(match) if noun or self._closed(match.last) else None

    def _future(self, match: Match) -> list[Draft] | None:
        return [self._draft(match, "reference", value="FUTURE_REF")]


def _without(fields: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key != name}
