"""How far the reference data reach: office holders since 1990 by state, armed groups, organisations; all dated and sourced."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from legation import resources
from legation.actors.lexicon import Office, load
from legation.actors.vocabulary import vocabulary

FIRST, LAST = 1990 * 12, 2025 * 12
# The states most in the news of the last decades.
_STATES = """
USA RUS CHN GBR FRA DEU JPN IND PAK IRN IRQ ISR SYR TUR SAU EGY UKR KOR AFG ITA ESP POL BRA MEX CAN AUS ZAF NGA ETH SDN LBY LBN
JOR YEM VEN COL CUB ARG IDN PHL THA MMR VNM MYS BGD LKA SRB GRC NLD BEL SWE NOR FIN DNK AUT HUN CZE ROU GEO KEN DZA MAR TUN CHL
TWN
"""
STATES = tuple(_STATES.split())
HEADS = ("president", "prime minister", "monarch", "supreme leader")
SECURITY = (
    "defence minister", "chief of the general staff", "intelligence chief", "national security adviser",
    "interior minister",
)  # fmt: skip


def _months(office: Office) -> range:
    def month(date: str | None, default: int, late: int) -> int:
        if date is None:
            return default
        return int(date[:4]) * 12 + (int(date[5:7]) - 1 if len(date) > 4 else late)

    return range(max(FIRST, month(office.from_, LAST, 0)), min(LAST, month(office.to, LAST, 11) + 1))


def _share(country: str, titles: tuple[str, ...]) -> float:
    """The share of the months from January 1990 to the end of 2024 for which a holder of one of ``titles`` is known."""
    held = {m for title in titles for office, _ in load().holders.get((title, country), ()) for m in _months(office)}
    return len(held) / (LAST - FIRST)


def test_the_list_of_states_is_long_enough() -> None:
    assert len(set(STATES)) == len(STATES) >= 60


@pytest.mark.parametrize("country", STATES)
def test_heads_and_ministers_of_the_states_most_in_the_news_are_known_since_1990(country: str) -> None:
    assert (country, _share(country, HEADS) >= 0.6) == (country, True)
    assert (country, _share(country, ("foreign minister",)) >= 0.4) == (country, True)
    assert (country, _share(country, SECURITY) > 0.0) == (country, True)


def test_most_months_of_most_states_have_their_ministers() -> None:
    heads = [_share(country, HEADS) for country in STATES]
    foreign = [_share(country, ("foreign minister",)) for country in STATES]
    security = [_share(country, SECURITY) for country in STATES]
    assert sum(heads) / len(heads) >= 0.93
    assert sum(foreign) / len(foreign) >= 0.85
    assert sum(security) / len(security) >= 0.55


def test_armed_groups_and_organisations_are_there_with_names_in_use() -> None:
    entries = load().entries.values()
    armed = [e for e in entries if e.kind == "group" and e.sector in ("REB", "PRM", "UAF")]
    bodies = [e for e in entries if e.kind in ("igo", "organization")]
    assert len(armed) >= 200
    assert len(bodies) >= 500
    assert sum(len(e.names) > 1 for e in armed) >= 150
    assert sum(len(e.names) > 1 for e in bodies) >= 150


def test_every_file_says_where_it_comes_from() -> None:
    root = Path(resources.__file__).parent
    for name in resources.names("actors"):
        head = (root / name).read_text(encoding="utf-8").split("\n- {", 1)[0]
        assert "ource" in head, name


def test_an_office_names_a_post_that_phrases_can_ask_for() -> None:
    known: dict[str, int] = defaultdict(int)
    for (title, _), held in load().holders.items():
        known[title] += len(held)
    assert set(HEADS) | set(SECURITY) | {"foreign minister", "leader of the opposition"} <= set(known)
    assert set(known) <= set(vocabulary().office_sector)
