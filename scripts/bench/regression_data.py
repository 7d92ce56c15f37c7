"""The default job's data, of any size, and the flags that the Python jobs share."""

import argparse

from sklearn.datasets import make_regression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def parse_job():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--features", type=int, default=10)
    parser.add_argument("--hidden", default="64,64")
    parser.add_argument("--batch-size", default="full")
    parser.add_argument("--epochs", type=int, default=200)
    parser.add_argument("--threads", type=int, default=0, help="0 leaves the library's default")
    job = parser.parse_args()
    job.hidden = [int(units) for units in job.hidden.split(",")]
    return job


def prepare(rows, features):
    x, y = make_regression(
        n_samples=rows,
        n_features=features,
        n_informative=min(features, 10),
        noise=0.1,
        random_state=42,
    )
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=42)
    scaler = StandardScaler().fit(x_train)
    return scaler.transform(x_train), scaler.transform(x_test), y_train, y_test
