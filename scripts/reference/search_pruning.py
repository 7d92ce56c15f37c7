"""Decisions of Optuna's MedianPruner, for search.py."""

import math
import warnings

import numpy
import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)


def prune(complete, losses):
    """Whether the pruner stops a trial that has these losses of its first epochs."""
    study = optuna.create_study(pruner=optuna.pruners.MedianPruner())
    for others in complete:
        trial = study.ask()
        for epoch, loss in enumerate(others):
            trial.report(loss, epoch)
        study.tell(trial, 0.0)
    trial = study.ask()
    for epoch, loss in enumerate(losses):
        trial.report(loss, epoch)
    return bool(trial.should_prune())


random = numpy.random.RandomState(0)
nan, inf = math.nan, math.inf
pruned = []
for complete in range(3, 12):
    for _ in range(8):
        epochs = random.randint(1, 6)
        others = [
            [nan if random.rand() < 0.1 else round(random.rand(), 3) for _ in range(random.randint(1, 8))]
            for _ in range(complete)
        ]
        pruned.append((others, [nan if random.rand() < 0.2 else round(random.rand(), 3) for _ in range(epochs)]))
six = [[1.0], [2.0], [3.0], [4.0], [5.0], [6.0]]
pruned += [
    (six, [3.5]),  # equal to the median
    (six, [3.5000001]),
    (six[:5], [3.0]),
    (six[:4], [9.0]),
    (six, [9.0, 9.0]),  # nobody has a second epoch
    (six, [nan]),
    (six[:4], [nan]),
    ([[nan]] * 5, [1.0]),
    ([[1.0], [2.0], [3.0], [inf], [inf]], [4.0]),
    ([[1.0], [2.0], [inf], [inf], [inf]], [4.0]),
    ([[1.0], [2.0], [3.0], [inf], [inf], [inf]], [4.0]),
    ([[inf]] * 6, [4.0]),
    ([[inf]] * 5, [inf]),
    ([[1.0]] * 5, [inf]),
]


def plain(losses):
    return [None if math.isnan(loss) else "inf" if loss == inf else loss for loss in losses]


with numpy.errstate(all="ignore"):
    warnings.simplefilter("ignore")
    decisions = [
        {"complete": [plain(one) for one in complete], "losses": plain(losses), "prune": prune(complete, losses)}
        for complete, losses in pruned
    ]
