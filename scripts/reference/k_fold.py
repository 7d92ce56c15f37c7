"""Writes test/fixtures/k-fold.json: scikit-learn's KFold(k, shuffle=True, random_state=seed) over the positions of n rows."""

import json
from pathlib import Path

import numpy as np
from sklearn.model_selection import KFold

cases = []
for n, k, seed in [(10, 2, 0), (11, 3, 42), (7, 7, 1), (103, 5, 7), (1600, 10, 42)]:
    folds = KFold(k, shuffle=True, random_state=seed).split(np.zeros(n))
    cases.append({"rows": n, "folds": k, "seed": seed, "test": [test.tolist() for _, test in folds]})
target = Path(__file__).parents[2] / "test/fixtures/k-fold.json"
target.write_text(json.dumps({"cases": cases}) + "\n")
