"""Ten thousand names against a million: ``python benchmarks/names_index.py [--names N] [--queries N]``.

The names are made from the given names and surnames of our own resources (and surnames made of their syllables), the
queries are names of the list written otherwise: another romanisation, an initial, another order, a slip, a title. Prints
seconds, memory, the share of queries whose own name is found, and the same by comparing with every name, on a sample.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import time

from legation.actors.name_index import SURE, NameIndex
from legation.actors.names import same
from legation.resources import load
from legation.resources import names as files

SPELLINGS = (
    ("sh", "ch"), ("kh", "h"), ("ou", "u"), ("y", "i"), ("ee", "i"), ("q", "k"), ("gh", "g"), ("w", "v"), ("ck", "k"),)  # fmt: skip


def main() -> None:
    """Make names, look them up, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=20, help="queries compared with every name, for comparison")
    given = parser.parse_args()
    chance = random.Random(1)
    people = made(chance, given.names)
    start = time.perf_counter()
    index = NameIndex(people)
    built = time.perf_counter() - start
    wanted = [chance.randrange(len(people)) for _ in range(given.queries)]
    queries = [otherwise(chance, people[i]) for i in wanted]
    start = time.perf_counter()
    found = [index.matches(query) for query in queries]
    looked = time.perf_counter() - start
    hits = sum(any(m.name == people[i] for m in matches) for i, matches in zip(wanted, found, strict=True))
    start = time.perf_counter()
    brute = reachable = 0
    for query, i, matches in list(zip(queries, wanted, found, strict=True))[: given.sample]:
        scores = [same(query, name).score for name in people]
        brute += scores[i] >= SURE
        reachable += scores[i] >= SURE and any(m.name == people[i] for m in matches)
    each = (time.perf_counter() - start) / max(1, given.sample)
    print(f"names {len(people)}, queries {len(queries)}")
    print(
        f"index built in {built:.1f} s; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB"
    )
    print(
        f"looked up in {looked:.1f} s: {1000 * looked / len(queries):.2f} ms a name; with every name {each:.1f} s a name"
    )
    print(f"own name found: {hits} of {len(queries)} ({hits / len(queries):.3f})")
    print(f"of {given.sample} queries, comparing with every name finds {brute}; of these the index finds {reachable}")


def made(chance: random.Random, count: int) -> list[str]:
    """``count`` names of persons: given name, sometimes a second, and a surname of the resources or of their syllables."""
    first = [name.title() for name in load("actors/titles.yaml")["given_names"] if len(name) > 2]
    people = [p["name"].split() for f in files("actors") if "persons_" in f for p in load(f)]
    last = sorted({words[-1] for words in people if len(words) > 1 and len(words[-1]) > 3})
    first = sorted({*first, *(words[0] for words in people if len(words) > 1 and len(words[0]) > 2)})
    heads = sorted({m.group() for name in last if (m := re.match(r"\w{2,4}(?=[^aeiou])", name))})
    tails = sorted({m.group() for name in last if (m := re.search(r"[^aeiou\W]\w{2,4}$", name))})
    out = []
    for _ in range(count):
        surname = chance.choice(last) if chance.random() < 0.2 else chance.choice(heads) + chance.choice(tails)
        middle = f" {chance.choice(first)}" if chance.random() < 0.25 else ""
        out.append(f"{chance.choice(first)}{middle} {surname}")
    return out


def otherwise(chance: random.Random, name: str) -> str:
    """``name`` as another source may write it."""
    way = chance.randrange(5)
    words = name.split()
    if way == 0:
        for a, b in SPELLINGS:
            name = name.replace(a, b) if chance.random() < 0.7 else name
        return name
    if way == 1:
        return f"{words[0][0]}. {' '.join(words[1:])}"
    if way == 2:
        return f"{words[-1]}, {' '.join(words[:-1])}"
    if way == 3:
        at = chance.randrange(1, len(words[-1]) - 1)
        return " ".join([*words[:-1], words[-1][:at] + words[-1][at + 1 :]])
    return f"Dr. {name}"


if __name__ == "__main__":
    main()
