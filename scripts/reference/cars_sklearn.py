"""Writes test/fixtures/cars-sklearn.json: how well scikit-learn's MLPRegressor does on test/fixtures/cars.csv.

Ten runs on one split, which differ by their initial weights and batches alone. Needs numpy and scikit-learn.
"""

import csv
import json
from pathlib import Path

import numpy
import sklearn
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPRegressor
from sklearn.preprocessing import StandardScaler

fixtures = Path(__file__).parents[2] / "test" / "fixtures"
target = "Miles_per_Gallon"
numbers = ["Cylinders", "Displacement", "Horsepower", "Weight_in_lbs", "Acceleration"]
used = [target, *numbers, "Origin"]

with open(fixtures / "cars.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
kept = [row for row in rows if all(row[name] != "" for name in used)]
origins = sorted({row["Origin"] for row in kept})
x = numpy.array(
    [
        [float(row[name]) for name in numbers] + [float(row["Origin"] == origin) for origin in origins]
        for row in kept
    ],
    dtype=numpy.float32,
)
y = numpy.array([float(row[target]) for row in kept])

train, test = train_test_split(numpy.arange(len(kept)), test_size=0.2, random_state=42)
scaler = StandardScaler().fit(x[train])
settings = {
    "hidden_layer_sizes": (64, 64),
    "solver": "adam",
    "alpha": 0,
    "learning_rate_init": 0.001,
    "batch_size": 32,
    "max_iter": 300,
    "shuffle": True,
    "tol": 0,
    "n_iter_no_change": 10**9,
}
runs = []
for seed in range(10):
    model = MLPRegressor(random_state=seed, **settings).fit(scaler.transform(x[train]), y[train])
    predicted = model.predict(scaler.transform(x[test]))
    rmse = mean_squared_error(y[test], predicted) ** 0.5
    runs.append({"random_state": seed, "r2": r2_score(y[test], predicted), "rmse": rmse})

result = {
    "scikit_learn": sklearn.__version__,
    "numpy": numpy.__version__,
    "features": numbers + [f"Origin={origin}" for origin in origins],
    "target": target,
    "rows": len(rows),
    "kept_rows": len(kept),
    "split": {"test_size": 0.2, "random_state": 42},
    "mlp_regressor": settings,
    "scaler_mean": scaler.mean_.tolist(),
    "scaler_scale": scaler.scale_.tolist(),
    "test_rows": test.tolist(),
    "runs": runs,
}
(fixtures / "cars-sklearn.json").write_text(json.dumps(result, indent=1) + "\n")
