"""The same job in PyTorch: training loss before each update, test loss after each epoch. Prints the median epoch."""

import json
import statistics
import time

import torch
from regression_data import parse_job, prepare
from torch import nn

job = parse_job()
if job.threads > 0:
    torch.set_num_threads(job.threads)
torch.manual_seed(42)

x_train, x_test, y_train, y_test = (
    torch.tensor(part, dtype=torch.float32) for part in prepare(job.rows, job.features)
)
y_train, y_test = y_train.reshape(-1, 1), y_test.reshape(-1, 1)
rows = len(x_train)
full = job.batch_size == "full"
batch_size = rows if full else int(job.batch_size)

sizes = [job.features, *job.hidden]
layers = []
for inputs, outputs in zip(sizes, sizes[1:]):
    layers += [nn.Linear(inputs, outputs), nn.ReLU()]
model = nn.Sequential(*layers, nn.Linear(sizes[-1], 1))
criterion = nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)


def train_on_batch(x, y):
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


def train_one_epoch():
    if full:
        return train_on_batch(x_train, y_train)
    total = 0.0
    for chosen in torch.randperm(rows).split(batch_size):
        total += train_on_batch(x_train[chosen], y_train[chosen]) * len(chosen)
    return total / rows


times = []
for _ in range(job.epochs):
    started = time.perf_counter()
    train_loss = train_one_epoch()
    with torch.no_grad():
        test_loss = criterion(model(x_test), y_test).item()
    times.append(1000 * (time.perf_counter() - started))
print(json.dumps({"milliseconds_per_epoch": statistics.median(times)}))
