"""Writes test/fixtures/k-fold-torch.json: the R² of each fold of a job, by scikit-learn's KFold and PyTorch."""

import json
from pathlib import Path

import torch
from sklearn.datasets import make_regression
from sklearn.metrics import r2_score
from sklearn.model_selection import KFold, train_test_split
from sklearn.preprocessing import StandardScaler

SEED = 42
x, y = make_regression(n_samples=300, n_features=10, n_informative=10, noise=0.1, random_state=SEED)
x_train, _, y_train, _ = train_test_split(x, y, test_size=0.2, random_state=SEED)


def column(values):
    return torch.tensor(values, dtype=torch.float32).reshape(-1, 1)


r2 = []
for train, test in KFold(5, shuffle=True, random_state=SEED).split(x_train):
    scaler = StandardScaler().fit(x_train[train])
    inputs = [torch.tensor(scaler.transform(x_train[rows]), dtype=torch.float32) for rows in (train, test)]
    torch.manual_seed(SEED)
    model = torch.nn.Sequential(
        torch.nn.Linear(10, 64), torch.nn.ReLU(), torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 1)
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(inputs[0]), column(y_train[train])).backward()
        optimizer.step()
    r2.append(r2_score(y_train[test], model(inputs[1]).detach().numpy()[:, 0]))

target = Path(__file__).parents[2] / "test/fixtures/k-fold-torch.json"
target.write_text(json.dumps({"r2": r2}) + "\n")
