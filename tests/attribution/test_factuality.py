"""What a reader takes to have happened, by the construction that says so. The event's word stands between asterisks."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from legation.attribution.factuality import Factuality, Judge, head_of, judge, judge_span
from legation.layers import Reading

Judged = Callable[[str], Factuality]


@pytest.fixture
def judged(read: Callable[..., Reading]) -> Judged:
    def _judged(marked: str) -> Factuality:
        before, word, after = marked.split("*")
        return judge_span(read(before + word + after).parsed, len(before), len(before) + len(word))

    return _judged


PLAIN = [
    ("Rebels *seized* the border post on Friday.", "CT+"),
    ("The two foreign ministers *met* in Geneva.", "CT+"),
    ("The president flew to Cairo after the *bombing*.", "CT+"),
    ("Because the army *advanced*, the villagers fled.", "CT+"),
    ("The soldiers who *crossed* the river were captured.", "CT+"),
    ("The minister said that rebels *seized* the post.", "CT+"),
    ("According to officials, rebels *seized* the post.", "CT+"),
]
NEGATION = [
    ("The ministers did not *meet* in Geneva.", "CT-"),
    ("The army never *crossed* the river.", "CT-"),
    ("There was no *meeting* between the two sides.", "CT-"),
    ("Nobody *attended* the funeral.", "CT-"),
    ("The envoy left without *signing* the accord.", "CT-"),
    ("The two sides are far from *signing* an accord.", "CT-"),
    ("Egypt no longer *supports* the rebels.", "CT-"),
    ("The rebels did not hold talks, nor did they *release* the hostages.", "CT-"),
    ("The army not only *shelled* the town but burned it.", "CT+"),
]
MODALS = [
    ("Turkey may *attack* the town.", "PS+"),
    ("Turkey might *attack* the town.", "PS+"),
    ("Turkey could *attack* the town.", "PS+"),
    ("Turkey may not *attack* the town.", "PS-"),
    ("The army could not *hold* the town.", "CT-"),
    ("Turkey should *withdraw* its troops.", "Uu"),
    ("Turkey will *withdraw* its troops.", "PR+"),
    ("The spokesman said Turkey will *withdraw* its troops.", "Uu"),
    ("Turkey will not *withdraw* its troops.", "PR-"),
    ("The rebels must have *fled* the town.", "PR+"),
    ("Without the veto the council would have *condemned* the raid.", "CT-"),
]
PLANS = [
    ("France plans to *send* warships.", "Uu"),
    ("The envoys are scheduled to *meet* in Vienna.", "Uu"),
    ("France wants to *lift* the embargo.", "Uu"),
    ("The envoy hopes the talks will *succeed*.", "Uu"),
    ("The *visit* is planned for June.", "Uu"),
    ("Moscow and Ankara to *discuss* Idlib", "PR+"),
    ("France called for the *withdrawal* of all troops.", "Uu"),
    ("France demanded the *withdrawal* of all troops.", "Uu"),
    ("They discussed the need for the *withdrawal* of troops.", "Uu"),
    ("The generals unveiled a plan to *attack* the port.", "Uu"),
    ("Officials criticised the planned *visit*.", "Uu"),
    ("The army sent tanks in order to *crush* the revolt.", "Uu"),
    ("The rebels tried to *seize* the airport.", "Uu"),
    ("France decided to *recall* its ambassador.", "PR+"),
    ("The army is about to *storm* the town.", "PR+"),
]
IMPLICATIVES = [
    ("The rebels managed to *seize* the airport.", "CT+"),
    ("The rebels did not manage to *seize* the airport.", "CT-"),
    ("The rebels failed to *seize* the airport.", "CT-"),
    ("The rebels did not fail to *seize* the airport.", "CT+"),
    ("The envoy did not hesitate to *warn* the generals.", "CT+"),
    ("The general refused to *resign*.", "CT-"),
    ("The general forgot to *sign* the order.", "CT-"),
    ("The guards allowed the militia to *fire* on the crowd.", "CT+"),
    ("The guards did not allow the convoy to *leave*.", "CT-"),
    ("The treaty allows inspectors to *visit* the plant.", "PS+"),
    ("The raid forced the villagers to *flee*.", "CT+"),
    ("Police prevented the crowd from *storming* the embassy.", "CT-"),
    ("The army halted the *strikes*.", "CT+"),
    ("The army stopped *shelling* the town.", "CT+"),
    ("The rebels almost *captured* the airport.", "CT-"),
    ("Parliament has yet to *ratify* the treaty.", "CT-"),
    ("The minister escaped *criticism*.", "CT-"),
    ("The minister escaped the *siege*.", "CT+"),
    ("The two sides cancelled the *meeting*.", "CT-"),
    ("The *meeting* was called off.", "CT-"),
    ("The two sides postponed the *meeting*.", "Uu"),
    ("The army was too weak to *attack* the port.", "CT-"),
    ("Israel rejected the *offer*.", "CT+"),
    ("The council ruled out *sending* troops.", "CT-"),
    ("The rebels stopped short of *declaring* independence.", "CT-"),
    ("Instead of *negotiating*, the general shelled the port.", "CT-"),
    ("The embassy was the first to *condemn* the raid.", "CT+"),
]
ATTITUDES = [
    ("The president regretted that troops *fired* on the crowd.", "CT+"),
    ("The president does not regret that troops *fired* on the crowd.", "CT+"),
    ("Analysts believe that Iran *supplied* the rockets.", "PR+"),
    ("Diplomats suspect that Iran *supplied* the rockets.", "PS+"),
    ("Iran denied that it *supplied* the rockets.", "CT-"),
    ("Iran denied *supplying* the rockets.", "CT-"),
    ("Analysts doubt that Iran *supplied* the rockets.", "PR-"),
    ("The rebels claim that they *downed* a jet.", "PR+"),
    ("The army allegedly *shelled* the school.", "PR+"),
    ("The army possibly *shelled* the school.", "PS+"),
    ("The army probably *shelled* the school.", "PR+"),
    ("There are rumours of a secret *deal*.", "PS+"),
    ("Observers fear the possibility of a new *war*.", "PS+"),
    ("The paper wrote about possible *resignations*.", "PS+"),
    ("The alleged *attack* shocked the capital.", "PR+"),
    ("A *ceasefire* is unlikely.", "PR-"),
    ("A *ceasefire* is impossible.", "CT-"),
    ("The two sides are likely to *sign* an accord.", "PR+"),
    ("There is no evidence of an *attack*.", "PR-"),
]
UNREAL = [
    ("If the rebels *attack*, the army will respond.", "Uu"),
    ("If the rebels attack, the army will *respond*.", "PS+"),
    ("The army will not *leave* unless the rebels disarm.", "PS-"),
    ("Did the rebels *attack* the convoy?", "Uu"),
    ("Is Ankara *negotiating* with the rebels?", "Uu"),
    ("Why did the rebels *attack* the convoy?", "CT+"),
    ("*Withdraw* your troops now.", "Uu"),
    ("The deal depends on whether Iran *agrees*.", "Uu"),
    ("What if Russia *invades*?", "Uu"),
    ("Had the army attacked, the town would have *fallen*.", "CT-"),
    ("Had the army *attacked*, the town would have fallen.", "CT-"),
    ("The army cannot leave without *signing* the accord.", "Uu"),
]
COMPOSED = [
    ("The minister denied that the army failed to *protect* the convoy.", "CT+"),
    ("The envoy said Turkey may refuse to *join* the talks.", "PS-"),
    ("The rebels may *attack* and burn the town.", "PS+"),
    ("The rebels may attack and *burn* the town.", "PS+"),
    ("The army failed to hold the town and *retreated*.", "CT+"),
    ("France plans to hold a *summit* in May.", "Uu"),
    ("Police foiled an attempt to *kill* the judge.", "PR-"),
    ("Police foiled an *attempt* to kill the judge.", "CT+"),
]


@pytest.mark.parametrize(
    ("sentence", "value"), [*PLAIN, *NEGATION, *MODALS, *PLANS, *IMPLICATIVES, *ATTITUDES, *UNREAL, *COMPOSED]
)
def test_value(judged: Judged, sentence: str, value: str) -> None:
    found = judged(sentence)
    assert found.value == value, found.reasons


def test_plain_narration_scores_full_and_needs_no_reason(judged: Judged) -> None:
    assert judged("Rebels *seized* the border post.") == Factuality("CT+", 3.0, ())


def test_reasons_name_rule_and_word_root_first(judged: Judged) -> None:
    reasons = judged("The minister did not hesitate to *warn* the rebels.").reasons
    assert reasons == ("negation: not", "fail: hesitate")


def test_score_orders_by_certainty(judged: Judged) -> None:
    words = ("did not attack", "may attack", "will attack", "attacked")
    scores = [
        judged(f"The rebels {' '.join(w.split()[:-1])} *{w.split()[-1]}* the town.".replace("  ", " ")).score
        for w in words
    ]
    assert scores == sorted(scores)
    assert scores[0] < 0 < scores[1]


def test_judge_and_judge_span_agree(read: Callable[..., Reading]) -> None:
    doc = read("The ministers did not hold a meeting in Geneva.").parsed
    head = head_of(doc, doc[5].idx, doc[6].idx + len(doc[6]))
    assert doc[head].text == "meeting"
    assert judge(doc, head) == Judge(doc).judge(head) == judge_span(doc, doc[6].idx, doc[6].idx + 7)


def test_what_is_no_word_is_refused(read: Callable[..., Reading]) -> None:
    doc = read("Rebels seized the post.").parsed
    with pytest.raises(IndexError):
        judge(doc, len(doc))
    with pytest.raises(ValueError, match="no word"):
        judge_span(doc, 3, 3)
    with pytest.raises(ValueError, match="no word"):
        judge_span(doc, 500, 510)


def test_every_token_of_a_long_coordination_can_be_judged(read: Callable[..., Reading]) -> None:
    doc = read("The army " + ", ".join(["fired and left"] * 400) + ".").parsed
    asked = Judge(doc)
    started = time.perf_counter()
    values = [asked.judge(token.i) for token in doc]
    assert len(values) == len(doc)
    assert time.perf_counter() - started < 20
