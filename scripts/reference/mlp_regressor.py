"""Writes test/fixtures/mlp-regressor.json: how scikit-learn's MLPRegressor fits three tables, over five splits.

Needs numpy, pandas, scikit-learn and palmerpenguins. Writes diabetes.csv and penguins.csv beside it, as R does: texts in quotes,
the row names in a first column without a name. A run's seed is that of the split, the initial weights and the batches; all else
is MLPRegressor's default but the hidden layers, and, in the second list of each table, the batch of all training rows.
"""

import csv
import json
import warnings
from pathlib import Path

import numpy
import pandas
import sklearn
from palmerpenguins import load_penguins
from sklearn.compose import TransformedTargetRegressor
from sklearn.datasets import load_diabetes
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.simplefilter("ignore", ConvergenceWarning)  # 200 iterations are the default
fixtures = Path(__file__).parents[2] / "test" / "fixtures"


def write_as_r(frame, name):
    frame = frame.set_axis([str(row) for row in range(1, len(frame) + 1)])
    frame.to_csv(fixtures / name, na_rep="NA", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")


write_as_r(load_diabetes(as_frame=True, scaled=False).frame, "diabetes.csv")
write_as_r(load_penguins(), "penguins.csv")

tables = {
    "diabetes": {"target": "target", "ignored": [], "row_names": True},
    "penguins": {"target": "body_mass_g", "ignored": [], "row_names": True},
    "cars": {"target": "Miles_per_Gallon", "ignored": ["Name", "Year"], "row_names": False},
}


def r2(table, name, seed, whole):
    frame = pandas.read_csv(fixtures / f"{name}.csv", index_col=0 if table["row_names"] else None)
    frame = frame.drop(columns=table["ignored"]).dropna()
    y = frame.pop(table["target"]).to_numpy(float)
    x = pandas.get_dummies(frame).to_numpy(float)
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=seed)
    network = MLPRegressor(
        hidden_layer_sizes=(64, 64), random_state=seed, batch_size=len(y_train) if whole else "auto"
    )
    model = TransformedTargetRegressor(make_pipeline(StandardScaler(), network), transformer=StandardScaler())
    return model.fit(x_train, y_train).score(x_test, y_test)


for name, table in tables.items():
    table["r2"] = [r2(table, name, seed, False) for seed in range(5)]
    table["r2_of_whole_batches"] = [r2(table, name, seed, True) for seed in range(5)]

result = {"scikit_learn": sklearn.__version__, "numpy": numpy.__version__, "tables": tables}
(fixtures / "mlp-regressor.json").write_text(json.dumps(result, indent=1) + "\n")
