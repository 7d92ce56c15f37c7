"""Writes test/fixtures/linear-baseline.json: R² on the test rows of scikit-learn's LinearRegression and of the training rows' mean.

Needs numpy and scikit-learn. The features are standardized by the training rows, and rounded to float32 where that takes no
dependence between them away.
"""

import csv
import json
from pathlib import Path

import numpy
import sklearn
from sklearn.datasets import make_regression
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

fixtures = Path(__file__).parents[2] / "test" / "fixtures"


def generated(samples, features, informative, noise):
    return make_regression(
        n_samples=samples, n_features=features, n_informative=informative, noise=noise, random_state=42
    )


def cars():
    target = "Miles_per_Gallon"
    numbers = ["Cylinders", "Displacement", "Horsepower", "Weight_in_lbs", "Acceleration"]
    with open(fixtures / "cars.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if all(row[name] != "" for name in [target, *numbers, "Origin"])]
    origins = sorted({row["Origin"] for row in kept})
    x = [
        [float(row[name]) for name in numbers] + [float(row["Origin"] == origin) for origin in origins]
        for row in kept
    ]
    return numpy.array(x), numpy.array([float(row[target]) for row in kept])


def baselines(x, y, rounded=True):
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=42)
    scaler = StandardScaler().fit(x_train)
    x_train, x_test = scaler.transform(x_train), scaler.transform(x_test)
    if rounded:
        x_train, x_test = (part.astype(numpy.float32).astype(float) for part in (x_train, x_test))
    model = LinearRegression().fit(x_train, y_train)
    return {
        "linear_r2": r2_score(y_test, model.predict(x_test)),
        "mean_r2": r2_score(y_test, numpy.full(len(y_test), y_train.mean())),
        "rank": int(model.rank_),
        "largest_coefficient": float(numpy.abs(model.coef_).max()),
    }


x, y = generated(200, 5, 3, 20.0)
dependent = numpy.column_stack([x, 2 * x[:, 0], 3 * x[:, 1] + 1, x[:, 0] + x[:, 2]])
powers = numpy.column_stack([x[:, 0] ** power for power in range(1, 8)])
result = {
    "scikit_learn": sklearn.__version__,
    "numpy": numpy.__version__,
    "cases": {
        "cars": baselines(*cars()),
        "generated": baselines(x, y),
        "far": baselines(x, y / 1000 + 1e6),
        "dependent": baselines(dependent, y, rounded=False),
        "powers": baselines(powers, y),
        "wide": baselines(*generated(60, 100, 10, 1.0)),
    },
}
(fixtures / "linear-baseline.json").write_text(json.dumps(result, indent=1) + "\n")
