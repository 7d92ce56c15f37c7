"""Writes test/fixtures/search.json: the trials of Optuna 5.0.0's samplers, the decisions of its MedianPruner, the order of
scikit-learn 1.9.1's ParameterGrid, and the normal distribution. Needs mpmath, numpy, optuna and scikit-learn.
"""

import json
from pathlib import Path

import numpy
import optuna
import sklearn
from search_normal import normal
from search_pruning import decisions
from search_studies import studies, tied
from sklearn.model_selection import ParameterGrid

assert optuna.__version__ == "5.0.0" and sklearn.__version__ == "1.9.1", "the fixtures are of these versions"

# As flags have them: the keys are sorted by ParameterGrid itself, the grids are given one by one.
grids = [
    [{"optimizer": ["adam", "sgd"], "learningRate": [0.1, 0.001, 0.01], "batchSize": [32, 16]}],
    [{"hidden": [[64, 64], [128]], "activation": ["tanh"], "amsgrad": [True, False]}],
    [{"optimizer": ["adam"]}, {"momentum": [0, 0.9], "optimizer": ["sgd"]}],
    [
        {"optimizer": ["sgd"], "momentum": [0, 0.9], "schedule": ["step"], "scheduleGamma": [0.1, 0.5], "learningRate": [1, 2]},
        {"optimizer": ["sgd"], "momentum": [0, 0.9], "schedule": ["constant"], "learningRate": [1, 2]},
        {"optimizer": ["adam"], "schedule": ["step"], "scheduleGamma": [0.1, 0.5], "learningRate": [1, 2]},
        {"optimizer": ["adam"], "schedule": ["constant"], "learningRate": [1, 2]},
    ],
]

result = {
    "normal": normal,
    "optuna": optuna.__version__,
    "scikit_learn": sklearn.__version__,
    "numpy": numpy.__version__,
    "studies": studies,
    "grids": [{"grids": grid, "trials": list(ParameterGrid(grid))} for grid in grids],
    "decisions": decisions,
}
target = Path(__file__).parents[2] / "test/fixtures/search.json"
target.write_text(json.dumps(result) + "\n")
# Ties are ties: their gains differ by roundings alone.
assert max(tied, default=0) < 1e-13, tied
print(f"{len(tied)} ties")
