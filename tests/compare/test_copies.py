"""Wire copies: found by their sentences, listed, and counted once."""

from __future__ import annotations

from compare.told import report
from legation.compare.copies import copies
from legation.compare.joining import join
from legation.compare.reports import Figure

WIRE = (
    "The two envoys left the harbour town before the ceremony had begun. Their hosts waited for an hour with the band. "
    "Nobody in the ministry would say what had been agreed about the strait."
)


def test_a_shortened_copy_is_one_and_the_earlier_is_the_original() -> None:
    short = WIRE.split(" Nobody")[0].upper()
    found = copies([("paper", "2019-05-08", short), ("wire", "2019-05-07", WIRE)])
    assert found == {"paper": "wire"}


def test_other_words_are_no_copy() -> None:
    other = "Before the ceremony began both envoys had gone from the port. The band played to empty chairs for an hour or more."
    assert copies([("a", "2019-05-07", WIRE), ("b", "2019-05-08", other)]) == {}


def test_one_shared_quotation_makes_no_copy() -> None:
    other = "Nobody in the ministry would say what had been agreed about the strait. " + " ".join(
        f"This is sentence number {n} of quite another report on fish." for n in ("two", "three", "four")
    )
    assert copies([("a", "2019-05-07", WIRE), ("b", "2019-05-08", other)]) == {}


def test_a_copy_with_words_changed_and_a_paragraph_more_is_one() -> None:
    edited = (
        WIRE.replace("an hour", "some time").replace("the ministry", "the foreign ministry")
        + " The harbour master declined to comment when this newspaper asked him on Thursday."
    )
    assert copies([("wire", "2019-05-07", WIRE), ("paper", "2019-05-08", edited)]) == {"paper": "wire"}


def test_an_excerpt_of_a_long_report_is_a_copy_of_it() -> None:
    long = " ".join(
        f"Sentence {n} tells what envoy {n} said on day {n} of the talks about strait {n}." for n in range(90)
    )
    excerpt = " ".join(
        f"Sentence {n} tells what envoy {n} said on day {n} of the talks about strait {n}." for n in range(20)
    )
    assert copies([("whole", "2019-05-07", long), ("part", "2019-05-08", excerpt)]) == {"part": "whole"}
    assert copies([("part", "2019-05-07", excerpt), ("whole", "2019-05-08", long)]) == {}


def test_a_copy_that_changes_the_figure_is_a_version_of_its_own() -> None:
    told = [
        report("a", document="wire", publisher="Harbour Wire", figures=(Figure(7, "sailors", "killed"),)),
        report(
            "b",
            document="paper",
            publisher="Bay Paper",
            published="2019-05-08",
            figures=(Figure(9, "sailors", "killed"),),
        ),
    ]
    (event,) = join(told, copied={"paper": "wire"})
    assert event.copies == ()


def test_a_copy_of_a_copy_leads_to_the_first() -> None:
    texts = [(key, day, WIRE) for key, day in (("c", "2019-05-09"), ("a", "2019-05-07"), ("b", "2019-05-08"))]
    assert copies(texts) == {"b": "a", "c": "a"}


def test_a_copy_is_listed_and_counted_once() -> None:
    told = [
        report("a", document="wire", publisher="Harbour Wire"),
        report("b", document="paper", publisher="Bay Paper", published="2019-05-08"),
        report("c", document="own", publisher="Own Words", published="2019-05-08"),
    ]
    (event,) = join(told, copied={"paper": "wire"})
    assert event.copies == ("b",) and [r.id for r in event.reports] == ["a", "c", "b"]
    assert event.independent == 2
    assert event.documents == ("wire", "own")
    assert event.publishers == ("Harbour Wire", "Own Words", "Bay Paper")
