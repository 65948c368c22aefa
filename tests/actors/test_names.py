"""Two spellings of one name score high, two people low; the key joins what romanisations part."""

from __future__ import annotations

import pytest

from legation.actors import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey Shoygu", "Sergei Shoigu"),
        ("Mohammad Bagheri", "Muhammad Baqeri"),
        ("Ali Ayuyb", "Ali Ayyoub"),
        ("Qasem Soleimani", "Qassem Suleimani"),
        ("Usman Al-Ghanimi", "Othman al-Ghanimi"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Владимир Путин", "Vladimir Putin"),
        ("Ахмет Давутоглу", "Ahmet Davutoğlu"),
        ("LI, Keqiang", "Li Keqiang"),
        ("Gen. Hulusi Akar", "Hulusi Akar"),
        ("B. Netanyahu", "Benjamin Netanyahu"),
        ("Dmitri Anatolyevich Medvedev", "Dmitry Medvedev"),
        ("Abdelaziz Bouteflika", "Abd al-Aziz Bouteflika"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert names.same(one, other).score >= 0.7
    assert names.same(one, other).score == pytest.approx(names.same(other, one).score, abs=0.1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bashar al-Assad", "Hafez al-Assad"),
        ("Ali Mamlouk", "Ali Shamkhani"),
        ("Hassan Rouhani", "Hassan Nasrallah"),
        ("Mohammed bin Salman", "Mohammed bin Zayed"),
        ("George Bush", "Kate Bush"),
    ],
)
def test_two_people(one, other):
    assert names.same(one, other).score < 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shoygu", "Shoigu"),
        ("Bagheri", "Baqeri"),
        ("al-Ghanimi", "Ghanimi"),
        ("Hossein", "Husayn"),
        ("Evgenii", "Yevgeny"),
    ],
)
def test_the_key_joins_romanisations(one, other):
    assert names.key(one) == names.key(other)


def test_the_key_keeps_different_names_apart():
    assert len({names.key(name) for name in ("Hassan", "Hussein", "Putin", "Lavrov", "Saleh", "Salman")}) == 6


def test_companies_differ_by_their_own_words_not_by_their_legal_form():
    assert names.same("Delmar Lines Limited", "Delmar Lines Ltd", company=True).score > 0.9
    assert names.same("Delmar Lines Ltd", "Orient Lines Ltd", company=True).score < 0.7


def test_reasons_say_what_was_compared():
    assert (
        "spellings of one name" in " ".join(names.same("Sergey Shoygu", "Sergei Shoigu").reasons)
        or names.same("Sergey Shoygu", "Sergei Shoigu").reasons
    )
    assert names.same("", "X").score == 0.0
