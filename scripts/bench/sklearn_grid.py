"""200 settings of the same net by GridSearchCV, each trained once and tested on the same held-out rows."""

import argparse
import warnings

import numpy as np
from regression_data import prepare
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import GridSearchCV, PredefinedSplit
from sklearn.neural_network import MLPRegressor

parser = argparse.ArgumentParser()
parser.add_argument("--rates", type=int, required=True)
parser.add_argument("--decays", type=int, required=True)
parser.add_argument("--epochs", type=int, required=True)
parser.add_argument("--jobs", type=int, required=True)
args = parser.parse_args()
x, _, y, _ = prepare(200, 10)
held_out = np.where(np.arange(len(x)) % 5 == 0, 0, -1)
model = MLPRegressor(
    hidden_layer_sizes=(64, 64), max_iter=args.epochs, tol=0, n_iter_no_change=args.epochs, random_state=42
)
grid = {
    "learning_rate_init": np.geomspace(1e-4, 1e-1, args.rates),
    "alpha": np.geomspace(1e-6, 1e-1, args.decays),
}
warnings.simplefilter("ignore", ConvergenceWarning)  # each is to stop after these epochs
search = GridSearchCV(model, grid, cv=PredefinedSplit(held_out), n_jobs=args.jobs, refit=False)
search.fit(x, y)
