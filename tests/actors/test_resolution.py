"""Any phrase resolves to kind, country, sector and an id that texts share."""

from __future__ import annotations

import pytest

from legation.actors import resolve


@pytest.mark.parametrize(
    ("text", "kind", "country", "sector"),
    [
        ("retired Syrian general", "person", "SYR", "ELI"),
        ("Kremlin spokesman", "person", "RUS", "GOV"),
        ("pro-government militia", "group", None, "PRM"),
        ("Iranian-backed fighters", "group", None, "REB"),
        ("Hezbollah fighters", "group", "LBN", "REB"),
        ("the Russian president", "person", "RUS", "GOV"),
        ("UN special envoy", "person", "UNO", None),
        ("Moscow", "state", "RUS", "GOV"),
        ("Iraq's Supreme Court", "organization", "IRQ", "JUD"),
        ("French company Delmar", "company", "FRA", "BUS"),
        ("ambassador of France to Iraq", "person", "FRA", "GOV"),
    ],
)
def test_phrases(lexicon, text, kind, country, sector):
    found = resolve(text, lexicon=lexicon)
    assert found is not None
    assert (found.kind, found.country, found.sector) == (kind, country, sector)


def test_the_date_picks_the_holder_of_an_office(lexicon):
    then = resolve("the Russian president", date="1995-05-01", lexicon=lexicon)
    assert then is not None
    assert then.id == "person/boris-yeltsin"
    later = resolve("the Russian president", date="2005-05-01", lexicon=lexicon)
    assert later is not None
    assert later.id == "person/rus-president"


def test_word_order_does_not_change_an_office_s_id(lexicon):
    one, other = resolve("president of Russia", lexicon=lexicon), resolve("Russian President", lexicon=lexicon)
    assert one is not None
    assert other is not None
    assert one.id == other.id


def test_a_country_is_lent_to_a_phrase_without_one(lexicon):
    found = resolve("protesters", country="IRN", lexicon=lexicon)
    assert found is not None
    assert (found.country, found.id) == ("IRN", "IRN/CVL/protesters")


def test_a_former_state_only_while_it_stood(lexicon):
    found = resolve("Soviet Union", date="1980-01-01", lexicon=lexicon)
    assert found is not None
    assert found.id == "SUN"


@pytest.mark.parametrize("text", ["", "the moon", "bread and butter", "  "])
def test_what_means_nobody_is_none(lexicon, text):
    assert resolve(text, lexicon=lexicon) is None
