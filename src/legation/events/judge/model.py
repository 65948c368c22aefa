"""Log-linear models over named features: weights from a file, probabilities and reasons out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from typing import Any

import numpy as np

from legation import resources

FOLDER = "judge"


@dataclass(frozen=True)
class Linear:
    """A multinomial logistic regression whose features are words: present (1) or absent (0).

    ``weights`` has one row a feature and one column a label; ``bias`` one number a label.
    """

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: np.ndarray[Any, np.dtype[np.float32]]
    bias: np.ndarray[Any, np.dtype[np.float32]]

    @cached_property
    def _with_bias(self) -> np.ndarray[Any, np.dtype[np.float32]]:
        return np.vstack([self.weights, self.bias[None, :]])

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Label → probability; features that the model does not know count nothing."""
        return self.each([features])[0]

    def each(self, rows: Sequence[Iterable[str]]) -> list[dict[str, float]]:
        """:meth:`probabilities` of many lists of features at once."""
        if not rows:
            return []
        numbers: list[int] = []
        starts: list[int] = []
        for features in rows:
            starts.append(len(numbers))
            numbers.append(len(self.rows))  # the bias, so that no row is empty
            numbers.extend(sorted({i for i in map(self.rows.get, features) if i is not None}))
        logits = np.add.reduceat(self._with_bias[numbers], starts, axis=0)
        spread = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = spread / spread.sum(axis=1, keepdims=True)
        return [dict(zip(self.labels, row, strict=True)) for row in shares.tolist()]

    def reasons(self, features: Iterable[str], label: str, *, count: int = 5) -> list[tuple[str, float]]:
        """The features that speak most for ``label`` against the mean of all labels, strongest first."""
        column = self.labels.index(label)
        known = sorted({f for f in features if f in self.rows})
        if not known:
            return []
        rows = self.weights[[self.rows[f] for f in known]]
        leaning = (rows[:, column] - rows.mean(axis=1)).round(3).tolist()
        weighed = [(f, w) for f, w in zip(known, leaning, strict=True) if w > 0]
        return sorted(weighed, key=lambda pair: (-pair[1], pair[0]))[:count]


@cache
def load(name: str) -> Linear | None:
    """The model ``resources/judge/NAME.npz``; None where it has not been built."""
    try:
        stored = np.load(BytesIO(resources.read_bytes(f"{FOLDER}/{name}.npz")), allow_pickle=False)
    except FileNotFoundError:
        return None
    with stored:
        return Linear(
            labels=tuple(str(label) for label in stored["labels"]),
            rows={str(feature): i for i, feature in enumerate(stored["features"])},
            weights=stored["weights"].astype(np.float32),
            bias=stored["bias"].astype(np.float32),
        )
