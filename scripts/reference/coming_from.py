"""Writes test/fixtures/coming-from.json, the defaults of PyTorch, Keras and scikit-learn that docs/coming-from.md names, and
checks on them what the page says besides. Needs torch, scikit-learn and keras."""

import inspect
import json
import os
import warnings
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import sklearn
import torch
from sklearn.datasets import make_regression
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPRegressor
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer
from sklearn.preprocessing import StandardScaler
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

warnings.simplefilter("ignore", ConvergenceWarning)
fixtures = Path(__file__).parents[2] / "test/fixtures"

NAMES = {
    "torch": [
        *[f"optim.Adam {name}" for name in ["lr", "betas", "eps", "weight_decay", "amsgrad"]],
        *["optim.AdamW weight_decay", "optim.SGD momentum", "optim.SGD nesterov", "optim.RMSprop alpha"],
        *["nn.HuberLoss delta", "nn.SmoothL1Loss beta", "nn.Dropout p", "utils.data.DataLoader batch_size"],
    ],
    "keras": [
        *[f"optimizers.Adam {name}" for name in ["learning_rate", "beta_1", "beta_2", "epsilon", "weight_decay"]],
        *["optimizers.Adam amsgrad", "optimizers.Adam clipvalue", "optimizers.Adam global_clipnorm"],
        *["optimizers.AdamW weight_decay", "optimizers.SGD momentum", "optimizers.SGD nesterov"],
        *["optimizers.RMSprop rho", "losses.Huber delta", "layers.Dense activation"],
        *["Model.fit epochs", "Model.fit batch_size", "Model.fit validation_split"],
        *["callbacks.EarlyStopping patience", "callbacks.EarlyStopping min_delta"],
    ],
}


def default(library, name):
    path, argument = name.split(" ")
    found = library
    for part in path.split("."):
        found = getattr(found, part)
    return inspect.signature(found).parameters[argument].default


defaults = {
    "torch": {name: default(torch, name) for name in NAMES["torch"]},
    "keras": {name: default(keras, name) for name in NAMES["keras"]},
    "sklearn": MLPRegressor().get_params(),
}
versions = {"torch": torch.__version__.split("+")[0], "keras": keras.__version__, "sklearn": sklearn.__version__}
target = fixtures / "coming-from.json"
target.write_text(json.dumps({"versions": versions, "defaults": defaults}, indent=1) + "\n")

# The rows and the network of the default job.
x, y = make_regression(n_samples=2000, n_features=10, noise=0.1, random_state=42)
x, _, y, _ = train_test_split(x, y, test_size=0.2, random_state=42)
x = StandardScaler().fit_transform(x)


def network():
    torch.manual_seed(42)
    return nn.Sequential(nn.Linear(10, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))


def linear_layers(model):
    return [layer for layer in model if isinstance(layer, nn.Linear)]


def torch_losses(model, optimizer, epochs):
    dtype = next(model.parameters()).dtype
    rows, targets = torch.tensor(x, dtype=dtype), torch.tensor(y, dtype=dtype).reshape(-1, 1)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(rows), targets)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return np.array(losses)


def apart(losses, others):
    return np.max(np.abs(np.array(losses) / np.array(others) - 1))


# PyTorch: the script of the default job is the golden; a DataLoader shuffles in another order than torch.randperm.
model = network()
default_job = torch_losses(model, torch.optim.Adam(model.parameters()), 200)
assert apart(default_job, json.loads((fixtures / "runs/seed-script.json").read_text())["train_loss"]) < 5e-6
network()
loaded = next(iter(DataLoader(TensorDataset(torch.arange(1600)), batch_size=1600, shuffle=True)))[0]
network()
assert not torch.equal(loaded, torch.randperm(1600))


# Keras with the same first weights.
def keras_losses(epochs, **arguments):
    layers = [keras.layers.Dense(64, "relu"), keras.layers.Dense(64, "relu"), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((10,)), *layers])
    for layer, source in zip(layers, linear_layers(network())):
        layer.set_weights([source.weight.detach().numpy().T, source.bias.detach().numpy()])
    model.compile(keras.optimizers.Adam(0.001, **arguments), "mse")
    floats = x.astype("float32"), y.astype("float32").reshape(-1, 1)
    return model.fit(*floats, batch_size=1600, epochs=epochs, shuffle=False, verbose=0).history["loss"]


def keras_moves(optimizer, *gradients):
    variables = [keras.Variable(np.zeros(len(gradient), "float32")) for gradient in gradients]
    optimizer.apply([keras.ops.convert_to_tensor(np.array(gradient, "float32")) for gradient in gradients], variables)
    return [np.array(variable.numpy()) for variable in variables]


assert 3e-5 < apart(keras_losses(200, epsilon=1e-8), default_job) < 4e-5
assert 8e-5 < apart(keras_losses(200), default_job) < 9e-5
model = network()
decoupled = torch_losses(model, torch.optim.AdamW(model.parameters(), weight_decay=0.1), 50)
assert apart(keras_losses(50, epsilon=1e-8, weight_decay=0.1), decoupled) < 1e-6
early_epsilon = -0.001 * 0.01 / (0.01 + 1e-3 / np.sqrt(0.001))
assert np.allclose(keras_moves(keras.optimizers.Adam(epsilon=1e-3), [0.01]), early_epsilon)
assert np.allclose(keras_moves(keras.optimizers.RMSprop(1.0, rho=0.5, epsilon=1.0), [2.0]), -2 / np.sqrt(0.5 * 4 + 1))
assert np.allclose(keras_moves(keras.optimizers.SGD(1.0, clipnorm=1.0), [3, 4], [0, 2]), [[-0.6, -0.8], [0, -1]])
norm = np.sqrt(29)
together = keras_moves(keras.optimizers.SGD(1.0, global_clipnorm=1.0), [3, 4], [0, 2])
assert np.allclose(together, [[-3 / norm, -4 / norm], [0, -2 / norm]])
dense = keras.layers.Dense(64)
dense.build((None, 64))
kernel, bias = dense.get_weights()
assert 0.98 < np.abs(kernel).max() / np.sqrt(6 / 128) <= 1 and not bias.any()
steps = []
counted = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
counted.compile(keras.optimizers.SGD(0.0), "mse")
counting = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: steps.append(batch))
counted.set_weights([np.zeros((1, 1)), np.zeros(1)])
last = counted.fit(np.zeros((80, 1)), np.arange(80.0), validation_split=0.2, verbose=0, callbacks=[counting])
assert len(steps) == 2, "batches of 32"
assert np.isclose(last.history["val_loss"][0], np.mean(np.arange(64.0, 80) ** 2)), "the last rows validate"


# scikit-learn: half the mean square, alpha by batch rows on weights alone, ε before the correction.
def fitted(epochs, **arguments):
    whole = {"batch_size": 1600, "shuffle": False, "random_state": 0, "tol": 0, "n_iter_no_change": 10**9}
    return MLPRegressor(hidden_layer_sizes=(64, 64), max_iter=epochs, **whole, **arguments).fit(x, y)


first = fitted(1, learning_rate_init=1e-300)
for weights, biases in zip(first.coefs_, first.intercepts_):
    bound = np.sqrt(6 / sum(weights.shape))
    assert 0.98 < np.abs(weights).max() / bound <= 1 and 0.9 < np.abs(biases).max() / bound <= 1


def like_sklearn(optimizer, weight_decay, epochs, **arguments):
    model = network().double()
    for layer, weights, biases in zip(linear_layers(model), first.coefs_, first.intercepts_):
        layer.weight.data, layer.bias.data = torch.tensor(weights.T.copy()), torch.tensor(biases)
    decayed = {"params": [layer.weight for layer in linear_layers(model)], "weight_decay": weight_decay}
    free = {"params": [layer.bias for layer in linear_layers(model)], "weight_decay": 0}
    return torch_losses(model, optimizer([decayed, free], **arguments), epochs)


assert apart(2 * np.array(fitted(50, alpha=0).loss_curve_), like_sklearn(torch.optim.Adam, 0, 50)) < 1e-7
decayed = fitted(49, alpha=1000)
square = np.mean((decayed.predict(x) - y) ** 2)
assert abs(square / like_sklearn(torch.optim.Adam, 2 * 1000 / 1600, 50)[-1] - 1) < 1e-7
penalty = 1000 / 1600 / 2 * sum((weights**2).sum() for weights in decayed.coefs_)
assert abs((square / 2 + penalty) / fitted(50, alpha=1000).loss_curve_[-1] - 1) < 1e-12
nesterov = {"lr": 0.5e-5, "momentum": 0.9, "nesterov": True}
halved = 2 * np.array(fitted(50, alpha=0, solver="sgd", learning_rate_init=1e-5).loss_curve_)
assert apart(halved, like_sklearn(torch.optim.SGD, 0, 50, **nesterov)) < 1e-12
parameter = [np.zeros(1)]
AdamOptimizer(parameter, 0.001, epsilon=1e-3).update_params(parameter, [np.array([0.01])])
assert np.allclose(parameter, early_epsilon)
assert MLPRegressor(max_iter=3).fit(x, y)._optimizer.t == 3 * 8, "batches of 200"
assert MLPRegressor(max_iter=3).fit(x[:150], y[:150])._optimizer.t == 3, "one batch"
assert MLPRegressor(max_iter=2000, tol=10, random_state=0).fit(x, y).n_iter_ < 2000, "the training loss ends it"
