"""Geocoders: the built-in one, Mordecai 3 behind a fake module, and one that another package offers."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any, ClassVar

import pytest

from legation.errors import LegationError
from legation.layers import Toponym
from legation.parse.places import find, geocoder, geocoders

TEXT = "The envoys met in Muscat and in Qasr Nowhere."


class FakeParser:
    """Answers as Mordecai 3 does: one place resolved, one declined, out of order."""

    given: ClassVar[dict[str, Any]] = {}
    asked: ClassVar[list[tuple[str, str | None]]] = []

    def __init__(self, **given: Any) -> None:
        FakeParser.given = given

    def geoparse_doc(self, text: str, outlet: str | None = None) -> dict[str, Any]:
        FakeParser.asked.append((text, outlet))
        declined = {"start_char": 32, "end_char": 44, "no_match": True, "p_no_match": 0.9}
        placed = {
            "start_char": 18, "end_char": 24, "no_match": False, "name": "Muscat", "geonameid": "287286", "lat": 23.58,
            "lon": 58.41, "country_code3": "OMN", "feature_code": "PPLC",
        }  # fmt: skip
        return {"geolocated_ents": [declined, placed]}


@pytest.fixture
def mordecai(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType("mordecai3")
    module.Geoparser = FakeParser  # type: ignore[attr-defined]
    module.__version__ = "9.9"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "mordecai3", module)
    return module


def test_the_built_in_geocoder_is_the_default(read) -> None:
    reading = read(TEXT)
    assert geocoder().find(reading) == find(reading)
    assert geocoder().version == ""


@pytest.mark.usefixtures("mordecai")
def test_mordecai_gives_places_in_text_order(read) -> None:
    chosen = geocoder("mordecai3")
    assert chosen.find(read(TEXT)) == (
        Toponym(18, 24, "Muscat", "Muscat", 287286, 23.58, 58.41, "OMN", "PPLC"),
        Toponym(32, 44, "Qasr Nowhere", "Qasr Nowhere", None, None, None, None, None),
    )
    assert chosen.version == "mordecai3 9.9"
    assert FakeParser.given == {}
    assert FakeParser.asked[-1] == (TEXT, None)


@pytest.mark.usefixtures("mordecai")
def test_mordecai_takes_an_address() -> None:
    geocoder("mordecai3:gazetteer.local:9300")
    assert FakeParser.given == {"hosts": ["gazetteer.local"], "port": 9300}
    geocoder("mordecai3:gazetteer.local")
    assert FakeParser.given == {"hosts": ["gazetteer.local"], "port": 9200}
    with pytest.raises(LegationError, match="no port"):
        geocoder("mordecai3:gazetteer.local:x")


def test_mordecai_that_is_not_installed_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mordecai3", None)
    with pytest.raises(LegationError, match="pip install mordecai3"):
        geocoder("mordecai3")


def test_mordecai_without_its_index_is_one_line(mordecai: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: Any) -> None:
        raise ConnectionError("Could not connect to Elasticsearch.\nMake sure it is running.")

    monkeypatch.setattr(mordecai, "Geoparser", refuse)
    with pytest.raises(
        LegationError, match=r"^the geocoder mordecai3 does not start: Could not connect to Elasticsearch\.$"
    ):
        geocoder("mordecai3")


def test_a_geocoder_of_another_package_is_found_by_its_name(read, monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint(name="ours", value=f"{__name__}:make", group=geocoders.GROUP)
    monkeypatch.setattr(geocoders, "entry_points", lambda group: [point] if group == geocoders.GROUP else [])
    monkeypatch.setattr(EntryPoint, "load", lambda _: Ours)
    chosen = geocoder("ours:here")
    assert chosen.version == "ours at here"
    assert chosen.find(read(TEXT)) == ()


def test_a_name_that_nobody_offers_lists_the_others() -> None:
    with pytest.raises(LegationError, match="built-in, mordecai3"):
        geocoder("atlas")


class Ours:
    def __init__(self, address: str | None) -> None:
        self.version = f"ours at {address}"

    def find(self, _: Any) -> tuple[Toponym, ...]:
        return ()
