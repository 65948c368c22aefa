"""Pronouns and pointing phrases are linked where one choice is left, and not otherwise."""

from __future__ import annotations


def test_a_possessive_goes_to_the_subject_of_its_clause(find):
    found = find("Iran tried to stop the evacuation by ordering its fighters to block the road.")
    assert found.who("its") == ["IRN"]
    (fighters,) = found.who("its fighters")
    assert found.actor(fighters).country == "IRN"


def test_he_is_the_only_person_at_hand(find):
    found = find("President Hamid Rostami arrived in Ankara. He praised the talks.")
    assert found.who("He") == found.who("Hamid Rostami")


def test_two_candidates_leave_a_pronoun_alone(find):
    assert find("Hamid Rostami met Karim Saleh in Ankara. The reporters did not follow him.").who("him") == []


def test_she_is_no_man(find):
    assert find("President Vladimir Orlov arrived in Ankara. She praised the talks.").who("She") == []


def test_an_empty_it_points_to_nothing(find):
    assert find("Russia protested. It seems that nobody listened.").who("It") == []


def test_the_two_countries_are_the_two_named_together(find):
    found = find("Russia and Iran support the army. Rivalry between the two countries grows.")
    assert found.who("the two countries") == ["IRN", "RUS"]


def test_the_two_leaders(find):
    found = find(
        "A summit of President Karim Saleh and President Hamid Rostami is planned. The two leaders met before."
    )
    assert len(found.who("The two leaders")) == 2


def test_three_states_are_not_both_sides(find):
    assert find("Russia, Iran and Turkey held talks. Both sides left early.").who("Both sides") == []


def test_a_bare_office_goes_back_to_its_holder(find):
    found = find("The Emir of Iraq Yusuf Haddad left Ankara. Later the Emir thanked his hosts.")
    assert found.who("the Emir") == found.who("Yusuf Haddad")


def test_a_counterpart_holds_the_same_office_elsewhere(find):
    found = find("Syria's Defence Minister Nabil Saqr received his Iranian counterpart.", "2019-05-01")
    assert found.who("his Iranian counterpart") == ["person/amir-hatami"]
    undated = find("Syria's Defence Minister Nabil Saqr received his Iranian counterpart.")
    (identity,) = undated.who("his Iranian counterpart")
    assert undated.actor(identity).country == "IRN"
    assert undated.actor(identity).role == "defence minister"


def test_i_and_we_in_a_quotation_are_the_speaker_s(find):
    found = find('"I will not wait and we will answer," said Russian President Oleg Marin.')
    assert found.who("I") == found.who("Oleg Marin")
    assert found.who("we") == ["RUS"]
    assert find("We hope that Russia listens.").who("We") == []


def test_ones_repeat_the_kind_of_body(find):
    found = find("The deal covers foreign forces, including Iranian ones.")
    (identity,) = found.who("Iranian ones")
    assert (found.actor(identity).country, found.actor(identity).sector) == ("IRN", "MIL")
