"""Writes test/fixtures/nested-split.json: scikit-learn's split of rows into test, validation and training rows.

train_test_split is called twice with the same seed, the second time on the training rows of the first, and StandardScaler
is fitted on the rows that are left. Needs numpy and scikit-learn.
"""

import json
from pathlib import Path

import numpy
import sklearn
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

cases = []
for rows, test_size, val_size, seed in [(10, 0.2, 0.25, 42), (37, 0.3, 0.1, 0), (100, 0.2, 0.2, 7), (101, 0.5, 0.9, 123)]:
    index = numpy.arange(rows)
    x = numpy.stack([index * 1.5 - 20, (index * 7919 % 101) / 8 + 1000], axis=1).astype(numpy.float32)
    y = (index**2 % 53 / 4 + 300).astype(numpy.float32)
    rest, test = train_test_split(index, test_size=test_size, random_state=seed)
    train, val = train_test_split(rest, test_size=val_size, random_state=seed)
    scaler = StandardScaler().fit(x[train])
    target = StandardScaler().fit(y[train].reshape(-1, 1))
    cases.append(
        {
            "rows": rows,
            "test_size": test_size,
            "val_size": val_size,
            "seed": seed,
            "train": train.tolist(),
            "val": val.tolist(),
            "test": test.tolist(),
            "scaler_mean": scaler.mean_.tolist(),
            "scaler_scale": scaler.scale_.tolist(),
            "target_mean": target.mean_[0],
            "target_scale": target.scale_[0],
        }
    )

result = {"scikit_learn": sklearn.__version__, "numpy": numpy.__version__, "cases": cases}
path = Path(__file__).parents[2] / "test" / "fixtures" / "nested-split.json"
path.write_text(json.dumps(result, indent=1) + "\n")
