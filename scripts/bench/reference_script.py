"""The whole default job as a Python user writes it: data, training, figure. The figure's path is its argument."""

import sys

import matplotlib.pyplot as plt
import torch
from sklearn.datasets import make_regression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from torch import nn

SEED = 42
EPOCHS = 200

x, y = make_regression(n_samples=2000, n_features=10, noise=0.1, random_state=SEED)
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=SEED)
scaler = StandardScaler().fit(x_train)
x_train = torch.tensor(scaler.transform(x_train), dtype=torch.float32)
x_test = torch.tensor(scaler.transform(x_test), dtype=torch.float32)
y_train = torch.tensor(y_train, dtype=torch.float32).reshape(-1, 1)
y_test = torch.tensor(y_test, dtype=torch.float32).reshape(-1, 1)

torch.manual_seed(SEED)
model = nn.Sequential(nn.Linear(10, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
criterion = nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)

train_losses, test_losses = [], []
for epoch in range(EPOCHS):
    optimizer.zero_grad()
    loss = criterion(model(x_train), y_train)
    loss.backward()
    optimizer.step()
    train_losses.append(loss.item())
    with torch.no_grad():
        test_losses.append(criterion(model(x_test), y_test).item())

with torch.no_grad():
    predicted = model(x_test).numpy()
actual = y_test.numpy()

figure, (left, right) = plt.subplots(1, 2, figsize=(12, 6))
left.plot(train_losses, "b-", label="Training Loss")
left.plot(test_losses, "r--", label="Testing Loss")
left.fill_between(range(EPOCHS), train_losses, test_losses, alpha=0.1)
left.set(title="Training vs Testing Loss", xlabel="Epochs", ylabel="Loss")
right.scatter(actual, predicted, color="green", alpha=0.7, label="Predicted vs Actual")
right.plot([actual.min(), actual.max()], [actual.min(), actual.max()], color="orange", linestyle="--")
right.set(title="Predicted vs Actual Values", xlabel="Actual Values", ylabel="Predicted Values")
for axes in (left, right):
    axes.legend()
    axes.grid(True)
figure.tight_layout()
figure.savefig(sys.argv[1])
