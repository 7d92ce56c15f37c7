"""Reference losses of PyTorch with clipped and penalized gradients and averaged weights, for test/fixtures/clipping-and-average.json.

Needs torch, numpy and scikit-learn. Run: python scripts/reference/clipping_and_average_torch.py > test/fixtures/clipping-and-average.json
"""
import json

import numpy as np
import sklearn
import torch
from sklearn.datasets import make_regression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

SEED, EPOCHS = 42, 30
torch.set_num_threads(1)


def run(clip_norm=None, clip_value=None, ema=None, weight_decay=0.0, l1=0.0):
    x, y = make_regression(n_samples=200, n_features=5, n_informative=5, noise=1.0, random_state=SEED)
    x, y = x.astype(np.float32), y.astype(np.float32)
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=SEED)
    scaler = StandardScaler().fit(x_train)
    x_train, x_test = (torch.tensor(scaler.transform(part)) for part in (x_train, x_test))
    y_train, y_test = (torch.tensor(part).reshape(-1, 1) for part in (y_train, y_test))

    torch.manual_seed(SEED)
    model = torch.nn.Sequential(
        torch.nn.Linear(5, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1)
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05, weight_decay=weight_decay)
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(ema)) if ema else None
    loss_of = torch.nn.MSELoss()
    train_loss, test_loss, norms = [], [], []
    for _ in range(EPOCHS):
        optimizer.zero_grad()
        loss = loss_of(model(x_train), y_train)
        (loss + l1 * sum(p.abs().sum() for p in model.parameters())).backward()
        train_loss.append(loss.item())
        norms.append(float(torch.nn.utils.get_total_norm([p.grad for p in model.parameters()])))
        if clip_value:
            torch.nn.utils.clip_grad_value_(model.parameters(), clip_value)
        if clip_norm:
            torch.nn.utils.clip_grad_norm_(model.parameters(), clip_norm)
        optimizer.step()
        if average:
            average.update_parameters(model)
        with torch.no_grad():
            test_loss.append(loss_of((average or model)(x_test), y_test).item())
    return {"train_loss": train_loss, "test_loss": test_loss, "gradient_norm": norms}


cases = {
    "clip-norm": {"clip_norm": 100.0, "weight_decay": 0.1},
    "clip-value": {"clip_value": 20.0},
    "both": {"clip_norm": 100.0, "clip_value": 50.0},
    "ema": {"ema": 0.9},
    "l1": {"l1": 50.0},
    "l1-clipped": {"l1": 50.0, "clip_norm": 100.0, "weight_decay": 0.1},
}
print(
    json.dumps(
        {
            "what": "200x5, 5-8-1, Adam lr 0.05, full batch, seed 42",
            "versions": {"torch": torch.__version__, "sklearn": sklearn.__version__, "numpy": np.__version__},
            "runs": [{"name": name, "options": options, **run(**options)} for name, options in cases.items()],
        },
        indent=1,
    )
)
