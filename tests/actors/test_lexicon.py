"""The lexicon reads the package's data and a user's files, and says what is wrong with the latter."""

from __future__ import annotations

import pytest

from legation.actors import load, resolve
from legation.errors import InputRefused


def test_a_user_s_file_adds_actors(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "- {id: group/blue-shield, name: Blue Shield Front, kind: group, country: MLI, sector: REB, names: [BSF]}\n"
    )
    found = resolve("Blue Shield Front", lexicon=load((path,)))
    assert found is not None
    assert (found.id, found.country) == ("group/blue-shield", "MLI")


@pytest.mark.parametrize("content", ["- {name: nameless}\n", "- [unclosed\n"])
def test_a_bad_file_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "bad.yaml"
    path.write_text(content)
    with pytest.raises(InputRefused, match=r"bad\.yaml"):
        load((path,))


def test_capitals_tell_a_state_from_a_bird(lexicon):
    def known(text):
        return [hit.forms[0].entry.id for hit in lexicon.scan(text)]

    assert known("Turkey ate a turkey") == ["TUR"]
    assert known("The US told us") == ["USA"]
    assert known("TURKEY AND IRAN AGREE") == ["TUR", "IRN"]
    assert known("the U.S. and the United\nNations") == ["USA", "UNO"]


def test_the_longest_name_wins(lexicon):
    assert [hit.forms[0].entry.name for hit in lexicon.scan("the United Nations and the United States")] == [
        "United Nations",
        "United States",
    ]
