"""The frustration index against every division of small networks, and what is said where it is not proved."""

from __future__ import annotations

import random
from itertools import combinations, product

import pytest

from legation.analyse.balance import Triads, frustration, triads
from legation.analyse.network import SignedNetwork, network


def drawn(seed: int, size: int, density: float) -> SignedNetwork:
    rng = random.Random(seed)
    ties = [(i, j, rng.choice((1, -1))) for i, j in combinations(range(size), 2) if rng.random() < density]
    return SignedNetwork(tuple(f"n{i:02}" for i in range(size)), tuple(ties))


def by_trying(found: SignedNetwork) -> int:
    return min(
        sum((sign < 0) != (side[i] != side[j]) for i, j, sign in found.edges)
        for side in product((0, 1), repeat=len(found.nodes))
    )


@pytest.mark.parametrize("seed", range(24))
def test_the_index_is_the_best_of_all_divisions(seed: int) -> None:
    signed = drawn(seed, 9, (0.25, 0.5, 0.8, 1.0)[seed % 4])
    result = frustration(signed)
    assert result.proved
    assert result.index == by_trying(signed) == len(result.frustrated)
    assert sorted((*result.sides[0], *result.sides[1])) == sorted(signed.nodes)


def test_two_camps_are_found_without_frustration() -> None:
    result = frustration(network([("A", "B", 1), ("C", "D", 1), ("A", "C", -1), ("B", "D", -1), ("B", "C", -1)]))
    assert (result.index, result.sides) == (0, (("A", "B"), ("C", "D")))


def test_an_unproved_result_says_that_it_is_a_bound() -> None:
    signed = drawn(3, 20, 1.0)
    result = frustration(signed, largest=0)
    assert result.lower < result.upper and result.index is None
    assert "a bound only" in result.statement


def test_triads_are_counted_by_their_negative_ties() -> None:
    signed = network([("A", "B", 1), ("B", "C", 1), ("A", "C", -1), ("B", "D", 1), ("C", "D", 1)])
    assert triads(signed) == Triads(1, 1, 0, 0)


def test_a_network_without_ties_is_balanced() -> None:
    assert frustration(network([], ["A"])).index == 0
