"""Writes test/fixtures/permutation-importance.json: scikit-learn's permutation_importance of a perceptron on test/fixtures/cars.csv.

The columns that are shuffled are the table's own: the estimator fills, encodes and standardizes by itself, so that Origin is
one column and not one for each of its categories. Needs numpy and scikit-learn.
"""

import csv
import json
from pathlib import Path

import numpy
import sklearn
from sklearn.inspection import permutation_importance
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPRegressor
from sklearn.preprocessing import StandardScaler

fixtures = Path(__file__).parents[2] / "test" / "fixtures"
target = "Miles_per_Gallon"
numbers = ["Cylinders", "Displacement", "Horsepower", "Weight_in_lbs", "Acceleration"]
columns = [*numbers, "Origin"]

with open(fixtures / "cars.csv", newline="", encoding="utf-8") as file:
    kept = [row for row in csv.DictReader(file) if row[target] != ""]
origins = sorted({row["Origin"] for row in kept})
raw = numpy.array(
    [[float(row[name] or "nan") for name in numbers] + [row["Origin"]] for row in kept], dtype=object
)
y = numpy.array([float(row[target]) for row in kept])


class Perceptron(sklearn.base.RegressorMixin, sklearn.base.BaseEstimator):
    """What a run does with the rows of a table."""

    def encode(self, x):
        values = x[:, :-1].astype(float)
        filled = numpy.where(numpy.isnan(values), self.fill, values)
        hot = [x[:, -1] == origin for origin in origins]
        return numpy.column_stack([filled, *hot]).astype(float)

    def fit(self, x, y):
        self.fill = numpy.nanmean(x[:, :-1].astype(float), axis=0)
        self.scaler = StandardScaler().fit(self.encode(x))
        self.model = MLPRegressor(
            hidden_layer_sizes=(5,), alpha=0, learning_rate_init=0.01, max_iter=600, tol=0, random_state=0
        )
        self.model.fit(self.scaler.transform(self.encode(x)), y)
        return self

    def predict(self, x):
        return self.model.predict(self.scaler.transform(self.encode(x)))


train, test = train_test_split(numpy.arange(len(y)), test_size=0.2, random_state=42)
estimator = Perceptron().fit(raw[train], y[train])
cases = []
for seed, repeats in [(42, 5), (0, 1), (7, 12), (4294967295, 3)]:
    result = permutation_importance(
        estimator, raw[test], y[test], scoring="r2", n_repeats=repeats, random_state=seed
    )
    cases.append(
        {
            "seed": seed,
            "repeats": repeats,
            "mean": result.importances_mean.tolist(),
            "deviation": result.importances_std.tolist(),
            "importances": result.importances.tolist(),
        }
    )

shuffles = []
for seed, length in [(0, 1), (1, 2), (42, 9), (2147483648, 33)]:
    random = numpy.random.RandomState(seed)
    drawn = random.randint(numpy.iinfo(numpy.int32).max + 1)
    order = numpy.arange(length)
    random.shuffle(order)
    first = order.tolist()
    random.shuffle(order)
    shuffles.append({"seed": seed, "randint": int(drawn), "first": first, "second": order.tolist()})

network = estimator.model
result = {
    "scikit_learn": sklearn.__version__,
    "numpy": numpy.__version__,
    "target": target,
    "columns": columns,
    "test_size": 0.2,
    "split_seed": 42,
    "weights": [weights.tolist() for weights in network.coefs_],
    "biases": [bias.tolist() for bias in network.intercepts_],
    "r2": r2_score(y[test], estimator.predict(raw[test])),
    "cases": cases,
    "shuffles": shuffles,
}
(fixtures / "permutation-importance.json").write_text(json.dumps(result, indent=1) + "\n")
