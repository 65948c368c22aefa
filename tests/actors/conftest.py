"""A small lexicon made by hand, so that these tests do not hang on the reference data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from legation.actors import Lexicon, recognise
from legation.actors.lexicon import build
from legation.layers import Reading
from legation.record import Actor


def _state(code: str, name: str, adjectives: list[str], people: list[str], capital: str, **more: Any) -> dict[str, Any]:
    return {
        "id": code, "name": name, "country": code, "names": [name, *more.pop("names", [])], "adjectives": adjectives,
        "people": people, "capital": capital, "metonyms": [capital], "government_metonyms": more.pop("seats", []), **more,
    }  # fmt: skip


STATES = [
    _state("IRN", "Iran", ["Iranian", "Persian"], ["Iranians", "Persians"], "Tehran"),
    _state("SYR", "Syria", ["Syrian"], ["Syrians"], "Damascus"),
    _state("RUS", "Russia", ["Russian"], ["Russians"], "Moscow", seats=["Kremlin"]),
    _state("TUR", "Turkey", ["Turkish"], ["Turks"], "Ankara"),
    _state("BLR", "Belarus", ["Belarusian"], ["Belarusians"], "Minsk"),
    _state("IRQ", "Iraq", ["Iraqi"], ["Iraqis"], "Baghdad"),
    _state("FRA", "France", ["French"], ["French"], "Paris"),
    _state("USA", "United States", ["American", "US"], ["Americans"], "Washington", names=["US", "U.S."]),
    _state("SUN", "Soviet Union", ["Soviet"], ["Soviets"], "", former=["1922-12-30", "1991-12-26"], successors=["RUS"]),
]
OTHERS = [
    {"id": "UNO", "name": "United Nations", "kind": "igo", "country": None, "sector": "IGO", "names": ["UN", "U.N."]},
    {"id": "group/hezbollah", "name": "Hezbollah", "kind": "group", "country": "LBN", "sector": "REB", "names": ["Hizbullah"]},
    {"id": "outlet/the-ledger", "name": "The Ledger", "kind": "outlet", "sector": "JRN", "names": ["The Ledger"]},
    {
        "id": "population/kurds", "name": "Kurds", "kind": "population", "sector": "SOC", "names": ["Kurds"],
        "adjectives": ["Kurdish"],
    },
]  # fmt: skip
PERSONS = [
    {
        "id": "person/mara-lindqvist", "name": "Mara Lindqvist", "country": None, "sector": "IGO", "names": ["Mara Lindqvist"],
        "offices": [{"role": "Secretary-General of the United Nations", "country": "UNO", "from": "2029-01-01", "to": None}],
    },
    {
        "id": "person/sergei-shoigu", "name": "Sergei Shoigu", "country": "RUS", "sector": "MIL", "names": ["Sergei Shoigu"],
        "offices": [{"role": "Minister of Defence", "from": "2012-11-06", "to": "2024-05-12"}],
    },
    {
        "id": "person/boris-yeltsin", "name": "Boris Yeltsin", "country": "RUS", "sector": "GOV",
        "names": ["Boris Yeltsin", "Yeltsin"],
        "offices": [{"role": "President", "from": "1991-07-10", "to": "1999-12-31"}],
    },
    {
        "id": "person/ali-abdullah-ayyoub", "name": "Ali Abdullah Ayyoub", "country": "SYR", "sector": "MIL", "names": [],
        "offices": [{"role": "Minister of Defence", "from": "2018-01-01", "to": "2022-04-28"}],
    },
    {
        "id": "person/amir-hatami", "name": "Amir Hatami", "country": "IRN", "sector": "MIL", "names": ["Amir Hatami"],
        "offices": [{"role": "Minister of Defence", "from": "2017-08-20", "to": "2021-08-25"}],
    },
]  # fmt: skip


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return build([("states", STATES), ("others", OTHERS), ("persons", PERSONS)])


class Found:
    """What was recognised, easy to ask about."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.text = reading.document.text
        self.actors, self.mentions = recognise(reading, lexicon)

    def who(self, text: str, nth: int = 0) -> list[str]:
        """Ids of the actors mentioned by exactly ``text`` at its ``nth`` place."""
        starts = sorted({m.start for m in self.mentions if m.text == text})
        return (
            [m.actor for m in self.mentions if m.text == text and m.start == starts[nth]] if len(starts) > nth else []
        )

    def actor(self, identity: str) -> Actor:
        return next(actor for actor in self.actors if actor.id == identity)

    @property
    def ids(self) -> set[str]:
        return {actor.id for actor in self.actors}


@pytest.fixture
def find(read: Callable[..., Reading], lexicon: Lexicon) -> Callable[..., Found]:
    return lambda text, published=None: Found(read(text, published), lexicon)
