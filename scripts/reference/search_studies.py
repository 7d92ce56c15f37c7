"""Studies of Optuna's samplers, for search.py.

Optuna sorts kernels by numpy's default argsort, which breaks ties by what the processor has; here it is the stable one. So it is
with candidates of equal gain, as choices often are, between which the last bit of numpy's log and exp would decide: here it is the
first of those within 1e-10 of the highest. A study runs as a sweep does: trial n is asked when the trials up to n - lookahead have ended,
and a draw that is there already has the result of its trial and is drawn again.
"""

import math

import numpy
import optuna
from optuna.trial import TrialState

optuna.logging.set_verbosity(optuna.logging.ERROR)

argsort = numpy.argsort
numpy.argsort = lambda a, *args, **more: argsort(a, *args, **{**more, "kind": "stable"})


tied = []


def compare(cls, samples, gains):
    close = gains >= gains.max() - 1e-10
    best = int(numpy.argmax(close))
    chosen = {key: values[best].item() for key, values in samples.items()}
    usual = int(numpy.argmax(gains))
    if any(values[usual] != chosen[key] for key, values in samples.items()):
        tied.append(float(gains.max() - gains[best]))
    return chosen


optuna.samplers.TPESampler._compare = classmethod(compare)


def number(kind, key, low, high, log=False, step=None, when=None):
    return {"kind": kind, "key": key, "low": low, "high": high, "log": log, "step": step, "when": when}


def choice(key, values, when=None):
    return {"kind": "categorical", "key": key, "values": values, "when": when}


def suggest(trial, dimension):
    key = dimension["key"]
    if dimension["kind"] == "categorical":
        return trial.suggest_categorical(key, dimension["values"])
    low, high, log, step = (dimension[name] for name in ["low", "high", "log", "step"])
    if dimension["kind"] == "int":
        return trial.suggest_int(key, low, high, step=step, log=log)
    return trial.suggest_float(key, low, high, step=step, log=log)


def draw(trial, dimensions):
    values = {}
    for dimension in dimensions:
        when = dimension["when"]
        if when is None or values.get(when["key"]) in when["values"]:
            values[dimension["key"]] = suggest(trial, dimension)
    return values


def objective(dimensions, values):
    """A bowl with its lowest point at a third of each range; each choice and missing value costs something."""
    total = 0.0
    for i, dimension in enumerate(dimensions):
        value = values.get(dimension["key"])
        if value is None:
            total += 0.07
        elif dimension["kind"] == "categorical":
            total += 0.1 * ((dimension["values"].index(value) + i) % 3)
        else:
            scale = math.log if dimension["log"] else float
            low, high = scale(dimension["low"]), scale(dimension["high"])
            total += ((scale(value) - low) / (high - low) - 1 / 3) ** 2
    return total


def outcome(row, endings, value):
    if endings == "mixed":
        if row % 11 == 5:
            return {"state": "failed"}
        if row % 7 == 3:
            return {"state": "pruned", "epoch": 1 + row % 3, "value": None if row % 2 else value}
        if row % 13 == 8:
            return {"state": "complete", "value": None}
    # Fewer than a tenth are complete, so that the best of the pruned ones are among the best.
    if endings == "pruned" and row % 23 != 20:
        return {"state": "pruned", "epoch": 1 + row % 4, "value": None if row % 8 == 7 else value}
    return {"state": "complete", "value": value}


def tell(study, trial, result):
    if result["state"] == "failed":
        study.tell(trial, state=TrialState.FAIL)
    elif result["state"] == "pruned":
        trial.report(math.nan if result["value"] is None else result["value"], result["epoch"])
        study.tell(trial, state=TrialState.PRUNED)
    else:
        # Optuna takes no NaN for a value; the worst there is stands for it.
        study.tell(trial, math.inf if result["value"] is None else result["value"])


def sampler(search, seed):
    if search == "random":
        return optuna.samplers.RandomSampler(seed=seed)
    return optuna.samplers.TPESampler(seed=seed, multivariate=True, constant_liar=True)


def run(name, search, seed, trials, lookahead, dimensions, endings="complete"):
    study = optuna.create_study(sampler=sampler(search, seed))
    rows, outcomes, pending = [], [], []
    while len(rows) < trials:
        seen = len(rows) - lookahead
        for trial, row in [entry for entry in pending if entry[1] <= seen]:
            tell(study, trial, outcomes[row])
        pending = [entry for entry in pending if entry[1] > seen]
        repeats = 0
        while True:
            trial = study.ask()
            values = draw(trial, dimensions)
            row = next((i for i, earlier in enumerate(rows) if earlier["values"] == values), len(rows))
            if row == len(rows):
                break
            repeats += 1
            if repeats == 100:
                break
            if row <= seen:
                tell(study, trial, outcomes[row])
            else:
                pending.append((trial, row))
        if repeats == 100:
            break
        rows.append({"values": values, "repeats": repeats})
        outcomes.append(outcome(row, endings, objective(dimensions, values)))
        pending.append((trial, row))
    return {
        "name": name,
        "search": search,
        "seed": seed,
        "lookahead": lookahead,
        "isUsedUp": len(rows) < trials,
        "dimensions": dimensions,
        "rows": rows,
        "outcomes": outcomes,
    }


rates = [number("float", "learningRate", 1e-4, 1e-1, log=True), number("float", "momentum", 0.1, 0.99)]
wholes = [
    number("int", "batchSize", 16, 128, step=1),
    number("int", "patience", 1, 200, log=True, step=1),
    number("int", "warmup", 0, 20, step=5),
]
steps = [number("float", "dropout", 0.0, 0.5, step=0.1), number("float", "ema", 0.5, 0.95, step=0.05)]
choices = [
    choice("activation", ["relu", "tanh", "sigmoid", "elu"]),
    choice("hidden", ["32", "64,64"]),
    number("float", "learningRate", 1e-4, 1e-1, log=True),
]
conditional = [
    choice("optimizer", ["adam", "sgd", "rmsprop"]),
    choice("amsgrad", [True, False], {"key": "optimizer", "values": ["adam"]}),
    number("int", "batchSize", 16, 128, step=16),
    number("float", "learningRate", 1e-5, 1.0, log=True),
    number("float", "momentum", 0.0, 0.99, when={"key": "optimizer", "values": ["sgd", "rmsprop"]}),
    choice("weightDecay.zero", [True, False]),
    number("float", "weightDecay", 1e-6, 1e-1, log=True, when={"key": "weightDecay.zero", "values": [False]}),
]
# As long as every trial that ended has it, a conditional setting is drawn jointly with the others, also for one that has it not.
kinds = [chr(ord("a") + i) for i in range(26)]
rarelyAbsent = [
    choice("kind", kinds),
    number("float", "x", 0.0, 1.0, when={"key": "kind", "values": kinds[:-1]}),
    number("float", "y", -3.0, 3.0),
]
small = [choice("activation", ["relu", "tanh"]), number("int", "patience", 1, 3, step=1)]
tails = [number("float", "x", -1e6, 1e-3), number("float", "y", 1e-12, 1e12, log=True), number("int", "z", 1, 10**6, step=1)]

studies = []
for search in ["random", "tpe"]:
    studies += [
        run("rates", search, 0, 40, 1, rates),
        run("wholes", search, 1, 40, 1, wholes),
        run("steps", search, 2, 30, 1, steps),
        run("choices", search, 3, 40, 1, choices),
        run("conditional", search, 4, 60, 1, conditional),
        run("small", search, 5, 10, 1, small),
        run("small in batches", search, 6, 10, 4, small),
    ]
studies += [
    run("tails", "tpe", 7, 40, 1, tails),
    run("rates in batches", "tpe", 8, 50, 4, rates),
    run("wholes in batches", "tpe", 9, 40, 3, wholes),
    run("conditional in batches", "tpe", 4294967295, 80, 4, conditional),
    run("rarely absent", "tpe", 12, 60, 8, rarelyAbsent),
    run("with losses", "tpe", 13, 70, 1, conditional, "mixed"),
    run("with losses in batches", "tpe", 14, 70, 4, [*choices, *wholes], "mixed"),
    run("mostly pruned", "tpe", 16, 60, 1, rates, "pruned"),
    run("mostly pruned in batches", "tpe", 17, 60, 4, choices, "pruned"),
    run("long", "tpe", 15, 270, 4, rates),
]
