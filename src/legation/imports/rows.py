"""One event of another data set, in the terms of Legation, and the reading of its cells."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from legation import resources
from legation.codebook import plover


@dataclass(frozen=True, slots=True)
class Imported:
    """One row of another data set. What it does not say is None; nothing is filled in.

    ``day`` and ``last_day`` are ISO, the last only where the data set has one; countries are ISO 3166-1 alpha-3; ``code`` is
    the data set's own; ``type``, ``mode`` and ``quad`` are PLOVER's, None where it codes no such event; ``intensity`` is as
    given, -10 to 10; ``row`` is the line of the file. ``participants`` is a JSON list of who took part
    (:class:`legation.imports.remarks.Person`), ``occasion`` the name of what was attended; only records of visits tell them.
    ``factuality``, ``holder`` (an actor's id) and ``confidence`` are those of a record of Legation's; others code none.
    """

    dataset: str
    id: str
    day: str | None
    last_day: str | None
    type: str | None
    mode: str | None
    quad: str | None
    code: str | None
    intensity: float | None
    contexts: str | None
    source_name: str | None
    source_country: str | None
    source_sector: str | None
    target_name: str | None
    target_country: str | None
    target_sector: str | None
    place: str | None
    place_country: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    published: str | None
    publisher: str | None
    story: str | None
    url: str | None
    note: str | None
    file: str
    row: int
    participants: str | None = None
    occasion: str | None = None
    factuality: str | None = None
    holder: str | None = None
    confidence: float | None = None

    @property
    def untyped(self) -> str | None:
        """Why PLOVER has no type for what the row codes; None where it has one."""
        if self.type is not None:
            return None
        reasons: dict[str, str] = resources.load("exchange/datasets.yaml")["uncoded"].get(self.dataset, {})
        return next(
            (why for code, why in reasons.items() if (self.code or "").startswith(code)), "PLOVER codes no such event"
        )


COLUMNS = tuple(field.name for field in fields(Imported))


class BadCell(Exception):
    """A cell that cannot be read: its column and why."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"column {column!r}: {reason}")


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a table by column name."""

    values: Mapping[str, str]

    def text(self, column: str) -> str | None:
        """A cell's text, None where it is empty or says that there is none. Raises ``BadCell`` for bytes that are no UTF-8."""
        raw = self.values.get(column, "").strip()
        if not raw.isascii() and _FOREIGN.search(raw):
            raise BadCell(column, "is not UTF-8 as the rest of the file is; save the file in one encoding")
        if "\0" in raw:
            raise BadCell(column, "holds a NUL character; take it out")
        return None if raw in ("", "NA", "N/A", "None", "NULL", "nan", "NaN", "--") else raw

    def needed(self, column: str) -> str:
        """A cell that must not be empty."""
        value = self.text(column)
        if value is None:
            raise BadCell(column, "is empty")
        return value

    def number(self, column: str, limit: float) -> float | None:
        """A number from ``-limit`` to ``limit``."""
        value = self.text(column)
        if value is None:
            return None
        if not _NUMBER.fullmatch(value):
            raise BadCell(column, f"{value!r} is no number")
        number = float(value)
        if not -limit <= number <= limit:
            raise BadCell(column, f"{value} does not lie between -{limit:g} and {limit:g}")
        return number

    def whole(self, column: str) -> int | None:
        """A whole number; ``123.0`` is one, as tables that once held gaps write it."""
        value = self.text(column)
        if value is None:
            return None
        if not _WHOLE.fullmatch(value):
            raise BadCell(column, f"{value!r} is no whole number")
        return int(value.split(".")[0])

    def day(self, column: str) -> str | None:
        """A day as ISO: ``2023-05-03`` (with or without a time), ``20230503``, ``3 May 2023`` or ``03-May-2023``."""
        value = self.text(column)
        if value is None:
            return None
        found = _ISO.match(value) or _COMPACT.fullmatch(value)
        if found:
            year, month, day = (int(part) for part in found.groups())
        elif named := _NAMED.fullmatch(value):
            month = _MONTHS.get(named[2][:3].lower(), 0)
            day, year = int(named[1]), int(named[3])
        else:
            raise BadCell(column, f"{value!r} is no date; write YYYY-MM-DD")
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            raise BadCell(column, f"there is no day {value!r}") from None


_FOREIGN = re.compile("[\udc80-\udcff]")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?|[-+]?inf")
_WHOLE = re.compile(r"-?[0-9]{1,18}(\.0+)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[T ])")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{6})?")
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]+)[ -](\d{4})")
# Python's English abbreviations; nothing here sets a locale.
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}


def coded(cells: Cells, column: str) -> tuple[str | None, str | None, str | None, str]:
    """PLOVER type, mode and quad of a CAMEO code, and the code itself."""
    code = cells.needed(column)
    try:
        found = plover.from_cameo(code)
    except ValueError as error:
        # Not mended: where ``42`` stands for ``042``, ``10`` may stand for ``010``, which nobody can tell.
        lost = (
            "; a spreadsheet may have dropped the zeros before the codes" if code.isdigit() and code[0] != "0" else ""
        )
        raise BadCell(column, f"{error}{lost}") from None
    type, mode = found or (None, None)
    return type, mode, plover.quad(type) if type else None, code


def country(name: str | None) -> str | None:
    """The ISO3 code of a country's English name or ISO3 code; None where it is neither."""
    return None if name is None else _countries().get(_folded(name))


def state(name: str | None) -> str | None:
    """:func:`country` of a name that may carry another in brackets: "Poland (government-in-exile)", "Ceylon (Sri Lanka)"."""
    if name is None:
        return None
    before, _, inside = name.partition("(")
    return country(name) or country(before) or country(inside.rstrip(") "))


def of_cameo(code: str | None, group: str | None) -> str | None:
    """The ISO3 code of a CAMEO actor's country. ``EUR`` is the European Union where the known group says so, else a continent."""
    if code == "EUR" and group != "EEC":
        return None
    told: dict[str, str] = resources.load("exchange/datasets.yaml")["actors"]
    return country(told.get(code or "", code))


def of_fips(code: str | None) -> str | None:
    """The ISO3 code of a FIPS 10-4 country code, as GDELT writes them."""
    return None if code is None else _fips().get(code.upper())


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", " ", plain).strip().lower()


@cache
def _countries() -> Mapping[str, str]:
    found: dict[str, str] = {code.lower(): code for code in (*plover.STATELESS, *_listed())}
    for entry in resources.load("actors/states.yaml"):
        if entry["country"] and entry["id"] == entry["country"]:
            for name in (entry["id"], entry["name"], *entry["names"]):
                found.setdefault(_folded(name), entry["country"])
    for name, code in resources.load("exchange/datasets.yaml")["countries"].items():
        found[_folded(name)] = code
    return found


def _listed() -> Mapping[str, Any]:
    countries: dict[str, Any] = resources.load("exchange/countries.yaml")["countries"]
    return countries


@cache
def _fips() -> Mapping[str, str]:
    told: dict[str, str] = resources.load("exchange/datasets.yaml")["places"]
    return {**told, **{fips: iso3 for iso3, (_, fips) in _listed().items() if fips}}
