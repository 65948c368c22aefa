"""Names, titles, metonyms and collective nouns become actors with kind, country and sector."""

from __future__ import annotations

import pytest

import legation


def test_a_capital_is_an_actor_where_it_acts_and_a_place_where_things_happen(find):
    acting = find("Moscow rejected the plan. Talks between Tehran and Ankara failed.")
    assert {"RUS", "IRN", "TUR"} <= acting.ids
    placed = find("The ministers met in Damascus. The Damascus meeting lasted two hours.")
    assert "SYR" not in placed.ids


def test_a_seat_of_government_stands_for_the_state(find):
    assert find("The Kremlin denied the report.").who("The Kremlin") == ["RUS"]


@pytest.mark.parametrize(
    ("text", "phrase", "country", "sector", "kind"),
    [
        ("Turkish forces shelled the village.", "Turkish forces", "TUR", "MIL", "group"),
        ("Iranian officials denied the claim.", "Iranian officials", "IRN", "GOV", "group"),
        ("The Russian side postponed the talks.", "The Russian side", "RUS", "GOV", "state"),
        ("The Syrian armed opposition left the city.", "The Syrian armed opposition", "SYR", "REB", "group"),
        ("Iran's judicial authorities opened an inquiry.", "Iran's judicial authorities", "IRN", "JUD", "organization"),
        ("Pro-government militants attacked the town.", "Pro-government militants", None, "PRM", "group"),
        ("Turkish-backed fighters crossed the river.", "Turkish-backed fighters", None, "REB", "group"),
        ("Human rights groups condemned the arrests.", "Human rights groups", None, "NGO", "group"),
        ("Iraqi armed forces left the city.", "Iraqi armed forces", "IRQ", "MIL", "organization"),
        ("French-led forces crossed the river.", "French-led forces", "FRA", "MIL", "group"),
        ("Iraqi police arrested two men.", "Iraqi police", "IRQ", "COP", "organization"),
        ("Thousands of protesters blocked the road.", "protesters", None, "CVL", "group"),
    ],
)
def test_a_collective_noun_tells_kind_country_and_sector(find, text, phrase, country, sector, kind):
    found = find(text)
    (identity,) = found.who(phrase)
    actor = found.actor(identity)
    assert (actor.country, actor.sector, actor.kind) == (country, sector, kind)


def test_two_states_before_one_noun_are_two_actors(find):
    found = find("Russian and Belarusian officers inspected the base.")
    assert {found.actor(a).country for a in found.who("Russian and Belarusian officers")} == {"RUS", "BLR"}


def test_a_group_s_fighters_are_the_group(find):
    assert find("Hezbollah fighters seized the hill.").who("Hezbollah fighters") == ["group/hezbollah"]


def test_peoples_stand_for_their_state_unless_counted(find):
    assert find("The Persians financed the war.").who("The Persians") == ["IRN"]
    assert "IRN" not in find("The police questioned two Iranians.").ids


def test_an_ethnic_group_of_one_country(find):
    found = find("The Iraqi Kurds refused the offer.")
    (identity,) = found.who("The Iraqi Kurds")
    assert found.actor(identity).country == "IRQ"


def test_a_title_teaches_country_office_and_sector_of_an_unknown_name(find):
    found = find("Iraq's Interior Minister Salman Rafiq arrived in Ankara. Rafiq met his hosts.")
    (identity,) = found.who("Salman Rafiq")
    actor = found.actor(identity)
    assert (actor.kind, actor.country, actor.sector, actor.role) == ("person", "IRQ", "GOV", "Interior Minister")
    assert found.who("Rafiq") == [identity]


def test_titles_in_apposition_bind_to_their_names(find):
    found = find(
        "The meeting was attended by the Chief of the General Staff of Iraq, Kamal Hadi, and by "
        "the Foreign Minister of Syria, Nabil Saqr."
    )
    chief, minister = found.who("Kamal Hadi")[0], found.who("Nabil Saqr")[0]
    assert found.actor(chief).country == "IRQ"
    assert found.actor(minister).country == "SYR"
    assert found.who("the Chief of the General Staff of Iraq") == [chief]


def test_a_title_without_a_name_is_a_person(find):
    found = find("The Russian ambassador to Turkey was killed.")
    (identity,) = found.who("The Russian ambassador to Turkey")
    actor = found.actor(identity)
    assert (actor.kind, actor.country, actor.role) == ("person", "RUS", "ambassador to Turkey")


def test_an_office_finds_its_holder_on_the_date_of_the_text(find):
    text = "The Russian defence minister inspected the fleet."
    assert find(text, "2019-05-01").ids == {"person/sergei-shoigu"}
    assert "person/sergei-shoigu" not in find(text).ids


def test_another_spelling_of_a_known_name_is_the_same_person(find):
    assert "person/sergei-shoigu" in find("Russian Defense Minister Sergey Shoygu spoke on Monday.").ids
    assert "person/ali-abdullah-ayyoub" in find("Syria's Defense Minister Ali Ayuyb spoke.", "2019-03-01").ids


def test_one_given_name_is_not_one_person(find):
    found = find("General Ali Karimi met General Ali Sabri in the capital.")
    assert found.who("General Ali Karimi") != found.who("General Ali Sabri")


def test_an_explained_acronym_is_an_alias(find):
    found = find("The Northern Liberation Movement (NLM) signed the deal. Later the NLM broke it.")
    assert found.who("NLM", 1) == found.who("The Northern Liberation Movement")


def test_an_organisation_named_after_its_noun(find):
    found = find("The French company Delmar Lines runs the port.")
    (identity,) = found.who("Delmar Lines")
    assert (found.actor(identity).kind, found.actor(identity).country) == ("company", "FRA")


@pytest.mark.parametrize(
    "text",
    [
        "The price of bread rose in May.",
        "They paid US$ 200 for the ticket.",
        "A walk took them down a side street to the market.",
    ],
)
def test_common_nouns_dates_and_prices_are_no_actors(find, text):
    assert find(text).actors == ()


def test_mentions_quote_the_text_and_come_in_order(find):
    found = find("Iran and Syria condemned the strike; Syrian troops withdrew, and Iran's president left Ankara.")
    assert all(found.text[m.start : m.end] == m.text for m in found.mentions)
    assert [m.start for m in found.mentions] == sorted(m.start for m in found.mentions)
    assert {m.actor for m in found.mentions} == found.ids


def test_recognition_before_the_parse_is_refused():
    from legation.actors import Lexicon, recognise
    from legation.layers import Reading
    from legation.record import Document

    with pytest.raises(ValueError, match="not been parsed"):
        recognise(Reading(document=Document(id="d", text="x"), text="x"), Lexicon())


def test_an_office_of_an_international_body_is_its_holders(find):
    found = find("The UN secretary-general warned Iran.", "2030-05-01")
    assert found.who("The UN secretary-general") == ["person/mara-lindqvist"]


def test_a_body_named_after_an_officer_is_no_person(find):
    found = find("She wrote to the Harbour County Sheriff's Department.")
    assert [actor.kind for actor in found.actors] == ["organization"]


def test_the_capital_of_an_opening_article_makes_no_name(find):
    found = find("The ledger was lost. The Ledger reported it.")
    assert found.who("The ledger") == []
    assert found.who("The Ledger") == ["outlet/the-ledger"]


def test_a_coalition_is_not_the_armed_group_named_before_it(find):
    found = find("Hezbollah executed a prisoner. The coalition helped Iraq.")
    assert found.who("The coalition") != ["group/hezbollah"]


@pytest.mark.parametrize(
    "text", ["The rupee fell against the US dollar.", "Waves rose in the Indian Ocean and the Arabian Sea."]
)
def test_money_and_seas_named_for_a_state_are_no_state(text: str) -> None:
    assert legation.code(text).actors == ()
