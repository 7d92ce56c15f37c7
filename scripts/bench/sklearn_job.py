"""The same net in scikit-learn, which takes no test loss. Prints the mean epoch, for fit() does not give the single ones."""

import json
import time
import warnings
from contextlib import nullcontext

from regression_data import parse_job, prepare
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPRegressor
from threadpoolctl import threadpool_limits

job = parse_job()
x_train, _, y_train, _ = prepare(job.rows, job.features)
model = MLPRegressor(
    hidden_layer_sizes=job.hidden,
    solver="adam",
    alpha=0,
    batch_size=len(x_train) if job.batch_size == "full" else int(job.batch_size),
    max_iter=job.epochs,
    tol=0,
    n_iter_no_change=job.epochs,
    random_state=42,
)
warnings.simplefilter("ignore", ConvergenceWarning)  # it is to stop after these epochs
with threadpool_limits(job.threads) if job.threads > 0 else nullcontext():
    started = time.perf_counter()
    model.fit(x_train, y_train)
    seconds = time.perf_counter() - started
print(json.dumps({"milliseconds_per_epoch": 1000 * seconds / model.n_iter_}))
