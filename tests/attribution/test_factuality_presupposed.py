"""What a reader takes for granted beside plans, denials and questions. The event's word stands between asterisks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from legation.attribution.factuality import judge_span
from legation.layers import Reading

TAKEN_FOR_GRANTED = [
    ("The army may extend its *blockade* of the port.", "CT+"),
    ("Nobody would say who *shot* the envoy.", "CT+"),
    ("A panel will investigate who *bombed* the bridge.", "CT+"),
    ("Oil would rise if the war spread, because ships are *avoiding* the strait.", "CT+"),
    ("The general was charged with the *killing*.", "CT+"),
    ("A convoy, *escorted* by tanks, might leave on Friday.", "CT+"),
    ("Digging there would not *help* the villagers.", "PR-"),
    ("*Digging* there would not help the villagers.", "PR+"),
    ("The embassy was held by rebels who want to leave and who have *asked* for a bus.", "CT+"),
]
DONE = [
    ("The ministers met to *discuss* the raid.", "CT+"),
    ("The rebels used the harbour to *land* guns.", "CT+"),
    ("Oman became the first country to *ratify* the pact.", "CT+"),
    ("Chad was one of the few states to *sign* the pact.", "CT+"),
    ("The index fell two points to *close* at eighty.", "CT+"),
    ("The envoy said he wanted to *thank* the hosts.", "CT+"),
    ("From the hill you can *see* the fires.", "CT+"),
    ("The families were sorry to *hear* the news.", "CT+"),
    ("There is no doubt that the army *fled*.", "CT+"),
    ("The *outage* was due to the storm.", "CT+"),
]
LEFT_OPEN = [
    ("It is hard to *sell* grain there.", "Uu"),
    ("It remains to be *seen* who won.", "Uu"),
    ("The aim of the talks is to *end* the siege.", "Uu"),
    ("France offered to *mediate*.", "Uu"),
]
NOT_DONE = [
    ("No one *claimed* the attack.", "CT-"),
    ("The cabinet decided against *sending* troops.", "CT-"),
    ("There was no *answer* from the palace.", "CT-"),
]


@pytest.mark.parametrize(("marked", "value"), TAKEN_FOR_GRANTED + DONE + LEFT_OPEN + NOT_DONE)
def test_reading(read: Callable[..., Reading], marked: str, value: str) -> None:
    before, word, after = marked.split("*")
    judged = judge_span(read(before + word + after).parsed, len(before), len(before) + len(word))
    assert judged.value == value, (marked, judged)


def test_too_that_means_also_denies_nothing(read: Callable[..., Reading]) -> None:
    text = "The mill, too, may have to be razed."
    start = text.index("razed")
    assert judge_span(read(text).parsed, start, start + 5).score > 0
