"""Names are found among many by keys, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.actors.name_index import NameIndex
from legation.actors.names import key

PEOPLE = [
    "Sergei Shoigu",
    "Mohammad Bagheri",
    "Kim Jong Un",
    "Volodymyr Zelensky",
    "Li",
    "Abdul Rahman Farouk",
    "Ana Lima",
]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex([*PEOPLE, "Maria Petrova", "Ahmed Hassan", "", "--"])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sergey Shoygu", "Sergei Shoigu"),
        ("S. Shoigu", "Sergei Shoigu"),
        ("Shoigu, Sergei", "Sergei Shoigu"),
        ("Mohammed Baqeri", "Mohammad Bagheri"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("President Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Мария Петрова", "Maria Petrova"),
        ("Abdulrahman Faruk", "Abdul Rahman Farouk"),
    ],
)
def test_other_ways_to_write_a_name_find_it(index: NameIndex, written: str, name: str) -> None:
    found = index.best(written)
    assert found is not None and found.name == name
    assert found.score >= 0.7


def test_a_name_that_is_not_there_finds_nobody(index: NameIndex) -> None:
    assert index.best("Jacinda Ardern") is None
    assert index.matches("") == [] and index.matches("?!") == []
    assert NameIndex([]).matches("Ana Lima") == []


def test_a_name_that_many_bear_is_found_all_the_same() -> None:
    crowd = NameIndex(["Ana Lima"] * 700)
    found = crowd.best("Ana Lima")
    assert found is not None and found.position == 0


def test_a_match_says_why(index: NameIndex) -> None:
    found = index.best("Sergey Shoygu")
    assert found is not None and found.reasons


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz ABCD", min_size=1, max_size=24), min_size=1, max_size=12))
def test_every_name_with_letters_finds_itself(names: list[str]) -> None:
    index = NameIndex(names)
    for position, name in enumerate(names):
        if key(name):
            assert position in index.candidates(name)
