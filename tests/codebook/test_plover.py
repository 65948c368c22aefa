"""PLOVER as data, and the frames as they are loaded."""

from __future__ import annotations

import pytest

from legation.codebook import frames, plover
from legation.record import EVENT_TYPES


def test_all_types_stand_with_quad_score_definition_and_tests() -> None:
    assert tuple(plover.TYPES) == EVENT_TYPES
    for name, item in plover.TYPES.items():
        assert item.definition and item.neighbours
        assert -10 <= item.score <= 10
        # Cooperation is above zero and conflict is not, for the type and for each of its modes.
        assert all(
            ("cooperation" in plover.quad(name)) == (m.score > 0) or name == "REQUEST" for m in item.modes.values()
        )


def test_a_mode_has_its_own_score_or_its_types() -> None:
    assert plover.score("CONSULT", "visit") == 4
    assert plover.score("PROTEST", "vandalize") == plover.score("PROTEST") == -5
    with pytest.raises(KeyError):
        plover.score("CONSULT", "riot")


def test_where_the_manual_contradicts_itself_we_decide() -> None:
    assert plover.quad("SANCTION") == "material conflict"
    assert plover.score("ACCUSE") == -2
    assert plover.from_cameo("203") == ("ASSAULT", "unconventional")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("010", None),
        ("036", ("AGREE", None)),
        ("0874", ("RETREAT", "withdraw")),
        ("1383", ("THREATEN", "violence")),
        ("173", ("COERCE", "arrest")),
    ],
)
def test_cameo_codes_are_converted_by_their_longest_known_beginning(
    code: str, expected: tuple[str, str | None] | None
) -> None:
    assert plover.from_cameo(code) == expected


def test_an_unknown_cameo_code_is_refused() -> None:
    with pytest.raises(ValueError, match="CAMEO"):
        plover.from_cameo("99")


def test_every_cameo_root_gives_a_known_type_and_mode() -> None:
    for root in range(2, 21):
        for digit in range(10):
            pair = plover.from_cameo(f"{root:02}{digit}")
            assert pair is not None
            assert pair[0] in plover.TYPES
            assert pair[1] is None or pair[1] in plover.modes(pair[0])


def test_there_are_37_contexts_and_25_sectors() -> None:
    assert len(plover.contexts()) == 37
    assert len(plover.SECTORS) == 25
    assert len(plover.STATELESS) == 7


def test_contexts_are_found_by_word_and_by_phrase_in_the_order_of_the_list() -> None:
    lemmas = ["discuss", "climate", "change", "and", "the", "arm", "sale", "with", "the", "ambassador"]
    assert plover.contexts_of(lemmas) == ("military", "diplomatic", "environment")
    assert plover.contexts_of(["the", "change", "of", "climate-sceptic"]) == ("environment",)
    assert plover.contexts_of(set()) == ()


def test_the_version_names_the_manual_and_does_not_change() -> None:
    assert plover.version() == plover.VERSION
    assert plover.VERSION.startswith("PLOVER 2.0+")


def test_entries_are_taken_apart_at_their_head() -> None:
    assert frames.words("verb", "lay siege to").head == "lay"
    assert frames.words("verb", "lay siege to").others == ("siege", "to")
    assert frames.words("noun", "peace talk").head == "talk"
    assert frames.words("noun", "vote of confidence").head == "vote"
    assert frames.words("adjective", "critical").head == "critical"


def test_marks_are_read_off_an_example() -> None:
    read = frames.example("<s>Fiji</s> warned <t>Tonga</t>.")
    assert read.text == "Fiji warned Tonga."
    assert [read.text[a:b] for a, b in read.source] == ["Fiji"]
    assert [read.text[a:b] for a, b in read.target] == ["Tonga"]
    with pytest.raises(ValueError, match="marks"):
        frames.example("Fiji</s> warned.")


def test_a_predicate_finds_its_frames_the_most_particular_first() -> None:
    found = frames.candidates("verb", "call off")
    assert found
    lengths = [len(entry.others) for _, entry in found]
    assert lengths == sorted(lengths, reverse=True)
    assert all(entry.head == "call" for _, entry in found)
    assert frames.candidates("verb", "no-such-verb") == ()


def test_saying_is_no_event() -> None:
    for verb in ("say", "state", "tell", "note", "add", "report"):
        assert not [frame.id for frame, entry in frames.candidates("verb", verb) if not entry.others and not frame.when]


def test_a_shift_gives_the_mode_by_what_is_embedded() -> None:
    refuse = [shift for shift, entry in frames.shifts()[("verb", "refuse")] if shift.takes("CONSULT", "meet")]
    assert refuse[0].becomes == "REJECT"
    assert refuse[0].mode("CONSULT", "visit") == "meet"
    assert refuse[0].mode("AID", None) == "assist"
    threaten = [shift for shift, entry in frames.shifts()[("verb", "threaten")] if shift.takes("COERCE", "arrest")]
    assert threaten[0].mode("COERCE", "arrest") == "arrest"


def test_light_verbs_know_their_nouns_and_what_they_say_of_the_course() -> None:
    assert any(use.aspect == "begin" for use in frames.lights()["launch"])
    assert all(use.negates for use in frames.lights()["cancel"])
    assert all(use.swap for use in frames.lights()["face"])
