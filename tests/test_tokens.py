"""Plain tokens say what spaCy's say, whatever span is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.parse.grammar import Grammar, plain
from legation.tokens import Doc

TEXT = (
    'The Kenyan minister, who had met his "Ugandan" counterpart in Arusha, said on 3 May that 12 officers would be '
    "freed. Wouldn't the rebels' U.N.-backed talks fail?  \n\nWhat they asked for, said Mr. Okello -- twice --, was aid."
)
PLAIN = ("i", "idx", "text", "lower_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "whitespace_", "is_alpha",
         "is_punct", "is_quote", "is_right_punct", "is_space", "is_upper", "like_num", "is_sent_end")  # fmt: skip
LISTS = ("children", "lefts", "rights", "subtree", "ancestors")


@pytest.fixture(scope="module")
def pair(grammar: Grammar) -> tuple[object, Doc]:
    parsed = grammar.nlp(TEXT)
    return parsed, plain(parsed)


def test_tokens_have_the_attributes_and_the_tree_of_spacy(grammar: Grammar) -> None:
    parsed = grammar.nlp(TEXT)
    for theirs, ours in zip(parsed, plain(parsed), strict=True):
        assert [getattr(ours, name) for name in PLAIN] == [getattr(theirs, name) for name in PLAIN]
        assert [[t.i for t in getattr(ours, name)] for name in LISTS] == [
            [t.i for t in getattr(theirs, name)] for name in LISTS
        ]
        assert (ours.head.i, ours.left_edge.i, ours.right_edge.i) == (
            theirs.head.i,
            theirs.left_edge.i,
            theirs.right_edge.i,
        )
        assert (ours.sent.start, ours.sent.end, ours.sent.root.i) == (
            theirs.sent.start,
            theirs.sent.end,
            theirs.sent.root.i,
        )


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.sampled_from(["strict", "contract", "expand"]))
def test_character_spans_fall_as_spacys_do(pair: tuple[object, Doc], start: int, size: int, mode: str) -> None:
    parsed, ours = pair
    theirs = parsed.char_span(start, start + size, alignment_mode=mode)  # type: ignore[attr-defined]
    found = ours.char_span(start, start + size, alignment_mode=mode)  # type: ignore[arg-type]
    assert (found is None) == (theirs is None)
    if found is not None and theirs is not None and found.end > found.start:
        assert (found.start, found.end, found.text, found.root.i) == (
            theirs.start,
            theirs.end,
            theirs.text,
            theirs.root.i,
        )


def test_entities_and_slices(grammar: Grammar) -> None:
    parsed = grammar.nlp(TEXT)
    ours = plain(parsed)
    assert [(e.text, e.label_) for e in ours.ents] == [(e.text, e.label_) for e in parsed.ents]
    assert ours[2:5][1:].text == parsed[2:5][1:].text
    assert ours[-1].text == parsed[-1].text
    with pytest.raises(IndexError):
        ours[2:5][3]


def test_an_empty_text_has_no_sentence(grammar: Grammar) -> None:
    empty = plain(grammar.nlp(""))
    assert (len(empty), empty.sents, empty.char_span(0, 1, alignment_mode="expand")) == (0, (), None)
