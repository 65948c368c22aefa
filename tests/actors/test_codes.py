"""Phrases are coded as PLOVER's manual asks, by the day they are said of."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.actors import resolve
from legation.actors.bare import split, stripped, terms_of
from legation.actors.lexicon import load


def codes(text: str, country: str | None = None, date: str | None = None) -> str:
    found = resolve(text, country, date)
    return "nobody" if found is None else "/".join(str(v or "-") for v in (found.country, found.sector, found.kind))


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [
        ("Jacques Chirac", "2001-05-05", "FRA/GOV/person"),
        ("Jacques Chirac", "2010-05-05", "FRA/ELI/person"),
        ("Romano Prodi", "2000-06-01", "EUR/-/person"),
        ("Manfred Wörner", "1991-06-01", "IGO/-/person"),
        ("Kofi Annan", "2003-06-01", "UNO/-/person"),
        ("William Cohen", "1990-06-01", "USA/LEG/person"),
        ("William Cohen", "1999-06-01", "USA/GOV/person"),
        ("Iain Duncan Smith", "2002-06-01", "GBR/OPP/person"),
        ("the Taliban", "1998-06-01", "AFG/GOV/group"),
        ("the Taliban", "2008-06-01", "AFG/REB/group"),
        ("the Taliban government", "2023-06-01", "AFG/GOV/state"),
        ("a Taliban spokesman", "2023-06-01", "AFG/GOV/person"),
        ("Yugoslavia", "1990-06-01", "SRB/GOV/state"),
    ],
)
def test_the_day_decides_the_office(name: str, date: str, expected: str) -> None:
    assert codes(name, date=date) == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("former Ghanaian foreign minister", None, "GHA/ELI/person"),
        ("Peru's president-elect", None, "PER/GOV/person"),
        ("the acting Maltese premier", None, "MLT/GOV/person"),
        ("a spokeswoman for the Danish government", None, "DNK/GOV/person"),
        ("the mayor of Marseille", None, "FRA/GOV/person"),
        ("dozens of Chadian soldiers sent to Mali", None, "TCD/MIL/group"),
        ("a Fijian army officer who fled", None, "FJI/MIL/person"),
        ("Danish troops in Helmand", None, "DNK/MIL/group"),
        ("UN troops in Cyprus", None, "UNO/MIL/group"),
        ("EU trade ministers", None, "EUR/-/group"),
        ("a NATO general", None, "IGO/MIL/person"),
        ("the German-led coalition", "YEM", "DEU/MIL/group"),
        ("Emirati-backed government forces", "LBY", "LBY/MIL/group"),
        ("Sudanese refugees in Chad", None, "SDN/REF/population"),
        ("uprooted villagers", "COD", "COD/REF/population"),
        ("ethnic Hungarians in Romania", None, "ROU/CVL/population"),
        ("Spain's Roma", None, "ESP/CVL/population"),
        ("Danes", None, "DNK/CVL/population"),
        ("unidentified attackers", "NER", "NER/UAF/group"),
        ("Albanian gangs", None, "ALB/CRM/group"),
        ("the governing coalition", "DNK", "DNK/GOV/group"),
        ("opposition parties in Senegal", None, "SEN/OPP/group"),
        ("anti-government marchers", "PER", "PER/OPP/group"),
        ("the Danish defence ministry", None, "DNK/GOV/organization"),
        ("the Farnesina", None, "ITA/GOV/organization"),
        ("Egyptian human rights campaigners", None, "EGY/NGO/group"),
        ("the Finnish trade minister", None, "FIN/GOV/person"),
        ("the West", None, "-/-/population"),
        ("Oxfam", None, "NGO/SOC/organization"),
    ],
)
def test_whose_and_what(text: str, country: str | None, expected: str) -> None:
    assert codes(text, country) == expected.replace("/NGO/", "/SOC/")


def test_an_apposition_joins_name_and_title() -> None:
    assert codes("Jens Holm, the Danish interior minister") == "DNK/GOV/person"
    known = resolve("the French foreign minister, Hubert Védrine", date="2000-01-01")
    assert known is not None
    assert known.id == "person/hubert-vedrine"


def test_a_phrase_is_stripped_and_split_at_its_head() -> None:
    assert stripped("some 3,000 Danish soldiers") == "Danish soldiers"
    text = stripped("Hundreds of Danish soldiers")
    phrase = split(text, terms_of("Danish soldiers stationed in Mali for years", load(), None))
    assert (phrase.front[-1].text, phrase.cut, [word for word, _ in phrase.after]) == ("soldiers", True, ["in", "for"])


def test_a_file_of_the_user_extends_the_offices(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "- {id: person/ada-quill, name: Ada Quill, country: NZL, sector: GOV, names: [Ada Quill], offices: "
        '[{role: Leader of Harbour Watch, sector: OPP, from: "2019", to: "2021"}, {role: Senator, from: "2022", to: null}]}\n'
        "- {id: group/harbour-front, name: Harbour Front, kind: group, country: NZL, sector: REB, names: [Harbour Front]}\n",
        encoding="utf-8",
    )
    lexicon = load((file,))
    told = [resolve("Ada Quill", date=day, lexicon=lexicon) for day in ("2020-05-01", "2023-05-01")]
    assert [actor.sector for actor in told if actor] == ["OPP", "LEG"]
    front = resolve("Harbour Front fighters", lexicon=lexicon)
    assert front is not None
    assert (front.country, front.sector) == ("NZL", "REB")
