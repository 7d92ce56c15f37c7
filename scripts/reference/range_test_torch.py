"""Reference losses of a learning-rate range test in PyTorch, for test/fixtures/range-test.json.

The losses are smoothed, and the test ends, as in fastai's lr_find and PyTorch Lightning's.
Needs torch, numpy and scikit-learn. Run: python scripts/reference/range_test_torch.py > test/fixtures/range-test.json
"""
import json

import numpy as np
import sklearn
import torch
from sklearn.datasets import make_regression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

SEED = 42
torch.set_num_threads(1)


def run(optimizer, minimum, maximum, steps, beta, batch_size=None):
    x, y = make_regression(n_samples=200, n_features=5, n_informative=5, noise=1.0, random_state=SEED)
    x, y = x.astype(np.float32), y.astype(np.float32)
    x_train, _, y_train, _ = train_test_split(x, y, test_size=0.2, random_state=SEED)
    x_train = torch.tensor(StandardScaler().fit(x_train).transform(x_train))
    y_train = torch.tensor(y_train).reshape(-1, 1)

    torch.manual_seed(SEED)
    model = torch.nn.Sequential(torch.nn.Linear(5, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1))
    stepper = getattr(torch.optim, optimizer)(model.parameters(), lr=minimum)
    loss_of = torch.nn.MSELoss()

    def batches():
        while True:
            if batch_size is None:
                yield slice(None)
            else:
                yield from torch.randperm(len(x_train)).split(batch_size)

    rates = np.geomspace(minimum, maximum, steps)
    losses, smoothed, average = [], [], 0.0
    for i, rows in zip(range(steps), batches()):
        stepper.param_groups[0]["lr"] = float(rates[i])
        stepper.zero_grad()
        loss = loss_of(model(x_train[rows]), y_train[rows])
        loss.backward()
        stepper.step()
        losses.append(loss.item())
        average = beta * average + (1 - beta) * loss.item()
        smoothed.append(average / (1 - beta ** (i + 1)))
        if smoothed[-1] > 4 * min(smoothed):
            break
    return {
        "learning_rate": rates[: len(losses)].tolist(),
        "loss": losses,
        "smoothed_loss": smoothed,
    }


cases = {
    "adam": {"optimizer": "Adam", "minimum": 1e-5, "maximum": 10.0, "steps": 60, "beta": 0.9},
    "adam-batches": {
        "optimizer": "Adam", "minimum": 1e-5, "maximum": 10.0, "steps": 60, "beta": 0.9, "batch_size": 48,
    },
    "sgd-raw": {"optimizer": "SGD", "minimum": 1e-7, "maximum": 10.0, "steps": 50, "beta": 0.0},
}
print(
    json.dumps(
        {
            "what": "200x5, 5-8-1, seed 42",
            "versions": {"torch": torch.__version__, "sklearn": sklearn.__version__, "numpy": np.__version__},
            "runs": [{"name": name, "options": options, **run(**options)} for name, options in cases.items()],
        },
        indent=1,
    )
)
