from __future__ import annotations

import time

import pytest

from legation.layers import Reading
from legation.read import prepare
from legation.record import Document

LEAD = "The envoys of both river states met in the border town for two days. They left without a text to sign."
MORE = "A second round is planned for the autumn, said the host, who would not name a place or the men invited."


def reading(text: str, **known: str) -> Reading:
    return prepare(Document(id="x", text=text, **known))


def blocks(text: str, **known: str) -> list[tuple[str, str]]:
    found = reading(text, **known)
    return [(block.kind, text[block.start : block.end]) for block in found.blocks]


def boilerplate(text: str) -> list[str]:
    return [text[start:end] for start, end in reading(text).boilerplate]


def test_headings_stand_between_blank_lines_and_paragraphs_below() -> None:
    text = f"Two states, one river\n\n{LEAD}\n\nWho pays for the dam?\n\n{MORE}\n\nThe guests agreed."
    assert blocks(text) == [
        ("heading", "Two states, one river"),
        ("paragraph", LEAD),
        ("heading", "Who pays for the dam?"),
        ("paragraph", MORE),
        ("paragraph", "The guests agreed."),
    ]
    assert reading(text).document.title == "Two states, one river"


def test_a_short_sentence_is_a_paragraph_and_one_line_alone_is_no_heading() -> None:
    assert blocks(f"{LEAD}\n\nNobody signed.\n\n{MORE}")[1] == ("paragraph", "Nobody signed.")
    assert blocks("Envoys meet in border town") == [("paragraph", "Envoys meet in border town")]


def test_wrapped_lines_are_one_paragraph_and_separate_lines_are_many() -> None:
    wrapped = (
        "The envoys of both river states met in the border town for\n"
        "two days. They left without a text to sign, and the host\n"
        "would not say when they would meet again, or where.\n"
        "A second round is planned for the autumn, said the host in\n"
        "the evening."
    )
    assert [kind for kind, _ in blocks(wrapped)] == ["paragraph", "paragraph"]
    assert blocks(wrapped)[1][1].startswith("A second round")
    one_per_line = f"Envoys meet in border town\nTuesday, May 4, 2021\n{LEAD}\n{MORE}\nBackground\n{LEAD}"
    assert [kind for kind, _ in blocks(one_per_line)] == [
        "heading", "dateline", "paragraph", "paragraph", "heading", "paragraph",
    ]  # fmt: skip


def test_list_items_are_units_and_their_marks_are_blanked_for_the_parser() -> None:
    items = "1. Both states open the lower gates.\n2. The hosts pay for it.\n- Others may join."
    text = f"{LEAD}\n\nThe paper names two steps:\n{items}"
    assert [words for _, words in blocks(text)][2:] == [
        "1. Both states open the lower gates.",
        "2. The hosts pay for it.",
        "Others may join.",
    ]
    assert "1." not in reading(text).text


def test_markdown_headings_and_front_matter() -> None:
    text = f"---\ntitle: The river\n---\n# The river\n\n{LEAD}\n\n## What next\n{MORE}\n\n**Some doubts**\n\n{LEAD}"
    found = blocks(text)
    assert [kind for kind, _ in found] == [
        "boilerplate", "heading", "paragraph", "heading", "paragraph", "heading", "paragraph",
    ]  # fmt: skip
    assert reading(text).document.title == "The river"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jo A. Doe – @jodoe", "Jo A. Doe"),
        ("By Jo Doe and Ali al-Roe, Daily Post", "Jo Doe and Ali al-Roe"),
        ("by Jo Doe | 4 May 2021", "Jo Doe"),
        ("BY JO DOE", "JO DOE"),
        ("Jo Doe\nResearcher of River Law at the Institute for Water, Bern", "Jo Doe"),
        ("Jo Doe, Senior Fellow at the Water Institute", "Jo Doe"),
        ("Author: Jo van der Doe", "Jo van der Doe"),
        ("By JO DOE River Press Writer", "JO DOE"),
        ("By Jo Doe Associated Press Writer", "Jo Doe"),
    ],
)
def test_authors_are_read_from_bylines(line: str, author: str) -> None:
    text = f"Two states, one river\n\n{line}\n\n{LEAD}\n\n{MORE}"
    found = reading(text)
    assert found.document.author == author
    assert found.blocks[1].kind == "byline"
    assert not found.boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "Water Minister\nDirector signs for the dam",
        "By the river",
        "By Land and Sea",
        "How we got here",
        "Water Minister on the dam",
    ],
)
def test_headings_are_not_taken_for_authors(line: str) -> None:
    found = reading(f"Two states, one river\n\n{LEAD}\n\n{line}\n\n{MORE}")
    assert found.document.author is None


@pytest.mark.parametrize(
    ("line", "day", "words"),
    [
        ("Tuesday, May 4, 2021", "2021-05-04", "Tuesday, May 4, 2021"),
        ("4 May 2021", "2021-05-04", "4 May 2021"),
        ("Published: Sept. 3rd, 2020 10:30 a.m. EDT", "2020-09-03", "Sept. 3rd, 2020"),
        ("Posted on 2021-05-04", "2021-05-04", "2021-05-04"),
        ("31/05/2021", "2021-05-31", "31/05/2021"),
        ("By Jo Doe | May 4, 2021", "2021-05-04", "May 4, 2021"),
    ],
)
def test_the_day_is_read_where_the_head_states_it(line: str, day: str, words: str) -> None:
    text = f"Two states, one river\n\n{line}\n\n{LEAD}\n\n{MORE}"
    document = reading(text).document
    assert (document.published, document.published_basis) == (day, "stated")
    assert document.published_span is not None
    assert text[document.published_span.start : document.published_span.end] == words


@pytest.mark.parametrize(
    "text",
    [
        f"Two states, one river\n\n{LEAD}\n\nThey had met on May 4, 2021 as well.",
        f"Two states, one river\n\n04/05/2021\n\n{LEAD}",
        f"Two states, one river\n\nFebruary 31, 2021\n\n{LEAD}",
        f"A river's year\n\nMay 4, 2021\n\n{LEAD}\n\nMay 9, 2021\n\n{MORE}\n\nJune 1, 2021\n\n{LEAD}",
    ],
)
def test_days_in_prose_ambiguous_impossible_or_of_a_chronology_are_not_the_day(text: str) -> None:
    assert reading(text).document.published is None


def test_a_given_day_stays() -> None:
    text = f"Two states, one river\n\nMay 4, 2021\n\n{LEAD}"
    document = reading(text, published="2020-01-01", published_basis="given").document
    assert (document.published, document.published_basis, document.published_span) == ("2020-01-01", "given", None)


@pytest.mark.parametrize(
    ("opening", "place", "outlet", "day"),
    [
        ("BERN, May 4 (Newswire) — ", "BERN", "Newswire", None),
        ("Bern, 4 May 2021 (Newswire) -- ", "Bern", "Newswire", "2021-05-04"),
        ("(Newswire) - ", None, "Newswire", None),
        ("BERN/GENEVA — ", "BERN/GENEVA", None, None),
        ("BERN: ", "BERN", None, None),
    ],
)
def test_datelines_open_the_first_paragraph(
    opening: str, place: str | None, outlet: str | None, day: str | None
) -> None:
    text = f"Two states, one river\n\n{opening}{LEAD}\n\n{MORE}"
    found = reading(text)
    assert [block.kind for block in found.blocks] == ["heading", "dateline", "paragraph", "paragraph"]
    assert text[found.blocks[1].start : found.blocks[1].end] == opening.strip()
    assert found.notes.get("dateline") == place
    assert (found.document.outlet, found.document.published) == (outlet, day)


def test_a_dateline_may_stand_on_a_line_of_its_own() -> None:
    found = reading(f"Two states, one river\n\nBERN, Switzerland (Newswire) _\n\n{LEAD}\n\n{MORE}")
    assert [block.kind for block in found.blocks] == ["heading", "dateline", "paragraph", "paragraph"]
    assert (found.notes["dateline"], found.document.outlet) == ("BERN, Switzerland", "Newswire")


@pytest.mark.parametrize(
    "opening",
    [
        "NATO — ",
        "The Guard (Friends of the River) - ",
        "US - Water ",
        "The envoys (and others) - all of them - said: ",
        "GUEST: Yes. ",
    ],
)
def test_other_openings_are_no_datelines(opening: str) -> None:
    found = reading(f"Two states, one river\n\n{opening}{LEAD}\n\nGUEST: {MORE}")
    assert "dateline" not in [block.kind for block in found.blocks]


@pytest.mark.parametrize(
    "line",
    [
        "Key words: river, dam, water law, Bern",
        "Key WordsRiver, Dam, Water Law, Bern",
        "Tags: river, dam",
        "Published here: via @RiverPost",
        "Share this: Facebook Twitter WhatsApp",
        "Facebook Twitter LinkedIn 23 shares",
        "Comments are closed.",
        "You are commenting using your Example account. Log Out / Change )",
        "*Photo Credit: River News",
        "Image: Jo Doe/River News",
        "Subscribe to our newsletter",
        "This site uses cookies to make it better.",
        "(Reporting by Jo Doe; editing by Al Roe)",
        "© 2021 River Post. All rights reserved.",
        "Read more: Why the dam leaks",
        "Advertisement",
        "گفتگوهای دو کشور درباره آب",
        "Las delegaciones de los dos países se reunieron en la frontera para hablar del agua",
        "* * *",
    ],
)
def test_what_is_no_article_is_marked(line: str) -> None:
    assert len(boilerplate(f"Two states, one river\n\n{LEAD}\n\n{line}\n\n{MORE}")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Key words in the treaty were struck out by the upper state.",
        "Tags on the barrels named the maker.",
        "By signing the accord, both states agree to open the gates.",
        "Terms of the truce",
        "Share of the water",
        "Comments by the minister were not welcome in Bern.",
        "Subscribers to the old treaty may leave it.",
        "Three responses to the crisis",
        "Reporting by the observers shows that the gates stayed shut.",
        "More by accident than by design, the gates stayed open.",
        "Photo opportunities aside, nothing came of it.",
        "José María Núñez, Zoë Müller and Søren Kjær went home.",
    ],
)
def test_prose_and_headings_that_begin_alike_are_kept(line: str) -> None:
    assert boilerplate(f"Two states, one river\n\n{LEAD}\n\n{line}\n\n{MORE}") == []


def test_a_comment_section_reaches_to_the_end_and_is_one_span() -> None:
    reader = "I think that the envoys were wrong to leave the town so early in May."
    text = f"{LEAD}\n\n{MORE}\n\nLeave a Reply\n\nLogo\n\n{reader}"
    assert boilerplate(text) == [text[text.index("Leave a Reply") :]]


def test_a_list_of_other_articles_ends_where_prose_begins() -> None:
    text = f"{LEAD}\n\nMore By Jo Doe:\n\n*The dam that leaks\n\n*Water and war:\n\n{MORE}"
    assert boilerplate(text) == [text[text.index("More By") : text.index("Water and war:") + len("Water and war:")]]


def test_a_headline_may_begin_like_a_credit_and_a_foreign_document_is_no_stray() -> None:
    assert boilerplate(f"Video: Envoys leave border town\n\n{LEAD}") == []
    assert boilerplate("گفتگوهای دو کشور درباره آب\n\nنمایندگان دو کشور دیدار کردند") == []


def test_the_text_is_never_changed_and_what_is_known_is_kept() -> None:
    text = f"\ufeffTwo states, “one” river\r\n\r\nBy Jo Doe\r\n\r\n{LEAD}"
    document = reading(text, title="Given", author="Given", outlet="Given").document
    assert document.text == text
    assert (document.title, document.author, document.outlet) == ("Given", "Given", "Given")


def test_long_and_strange_texts_take_seconds_not_minutes() -> None:
    started = time.perf_counter()
    for text in (
        LEAD * 20_000,
        "a" * 2_000_000,
        "By Al Roe and " * 20_000,
        "1," * 200_000,
        "[" * 200_000,
        "* " * 200_000,
    ):
        assert len(reading(text).text) == len(text)
    assert time.perf_counter() - started < 20
