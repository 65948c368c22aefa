"""The brief shows attendance, both kinds of absence, changes of status and what is past due, each with its evidence."""

from __future__ import annotations

from pathlib import Path

import legation
from analyse.hand import NAMES, actor, agreement, forecast, meeting, record, view, when
from legation.desk.brief import write
from legation.imports import load
from samples.coded import records

NORDIC = ("DNK", "FIN", "NOR", "SWE")


def session(day: str, states: tuple[str, ...], absent: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    people = [(code, f"Minister {code.title()}") for code in states]
    text = f"{', '.join(n for _, n in people)} met on {day}. {' '.join(NAMES[c] for c in absent)} was not asked."
    actors = [
        actor(f"person/{c.lower()}", n, text, kind="person", country=c, sector="GOV", role="foreign minister")
        for c, n in people
    ]
    event = meeting(text, "met", [a["id"] for a in actors], absent=absent, date=when(text, day, day))
    return record(f"r{day}", text, published=day, actors=actors, states=absent, events=[event])


def test_absences_of_both_kinds() -> None:
    months = [session(f"2021-{m:02}-03", NORDIC) for m in range(1, 9)]
    with view(*months, session("2021-11-03", ("DNK", "NOR", "SWE"), ("RUS",))) as opened:
        page = write(opened.archive)
    assert '<span class="missing">Russia</span>' in page
    assert "Finland: 4.0 bits (7 of the last 7 of quadrilateral of foreign ministers" in page
    assert "Minister Nor (foreign minister)" in page
    assert page.index("Missing in red: a text says so") < page.index("Finland: 4.0 bits")


def test_changes_of_status_and_terms_lead_to_their_words() -> None:
    text = "Norway and Sweden signed a deal. Under the deal, both states reopen the road."
    made = agreement(text, "deal", ["NOR", "SWE"])
    with view(record("a", text, published="2021-05-04", states=["NOR", "SWE"], agreements=[made])) as opened:
        page = write(opened.archive)
    assert "signed, by 2021-05-04:" in page
    start = text.index("signed a deal")
    assert f'href="#a:{start}-{start + len("signed a deal")}"' in page
    start = text.index("both states")
    assert f'href="#a:{start}-{len(text) - 1}"' in page
    assert f'data-s="{start}"' in page


def test_what_is_past_due_says_on_which_day() -> None:
    text = "Norway will join by June."
    made = forecast(text, "Norway will join by June", due="2021-06-30")
    later = record("b", "Nothing new.", published="2021-12-01")
    with view(record("a", text, published="2021-05-04", states=["NOR"], forecasts=[made]), later) as opened:
        page = write(opened.archive)
    assert "past due<small>probable (0.8), due 2021-06-30" in page
    assert "on 2021-12-01 (the latest publication in the archive)" in page


def test_an_imported_record_is_named_where_there_are_no_characters(tmp_path: Path) -> None:
    file = tmp_path / "trips.xml"
    file.write_text(
        "<trips><trip><id>7</id><role>president</role><name>Jo Sample</name><start-date>2031-05-03</start-date>"
        "<end-date>2031-05-03</end-date><country>Norway</country><locale>Oslo</locale>"
        "<remarks>Met with King Sample.</remarks></trip></trips>",
        encoding="utf-8",
    )
    with view() as opened:
        load(opened.archive, "travels", file)
        page = write(opened.archive)
    assert "“Met with King Sample.”" in page and "record travels:7" in page
    assert "None" not in page


def test_the_same_archive_gives_the_same_page() -> None:
    months = [session(f"2021-{m:02}-03", NORDIC) for m in range(1, 4)]
    with view(*months) as one, view(*reversed(months)) as other:
        assert write(one.archive) == write(other.archive) == write(one.archive)


def test_relations_stand_beside_the_acts_and_what_is_told_twice_stands_once() -> None:
    with legation.Archive(":memory:") as opened:
        for item in records().values():
            opened.put(item)
        page = write(opened)
        relations = opened.show("relations")
        (told,) = (e for e in opened.show("timeline") if e["place"] == "Ganja" and e["reports"] > 2)
    section = page[page.index('<section id="relations">') : page.index('<section id="agreements">')]
    assert relations and any(f"#{r['document']}:{r['start']}-{r['end']}" in section for r in relations)
    assert "Dated acts between" in section and "too little to tell" in section
    happened = page[page.index('<section id="happened">') : page.index('<section id="meetings">')]
    assert f"told {told['reports']} times, by {told['outlets']} outlets" in happened
    assert sum(happened.count(f">{quote}<") for quote in [told["quote"]]) <= 1
