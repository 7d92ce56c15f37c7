"""Writes test/fixtures/warmup_schedules.json: learning rates of PyTorch's schedules behind a warm-up, and past their horizon.

The conventions are those of lr_schedules.json. PyTorch's SequentialLR refuses ReduceLROnPlateau, so that the warm-up of
plateau is LinearLR stepped by hand, and ReduceLROnPlateau sees the losses after it. Needs torch.
"""

import json
from pathlib import Path

import torch
from torch.optim import lr_scheduler

EPOCHS = 60
BASE = 0.1


def optimizer():
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=BASE)


def warm_up(opt, epochs):
    return lr_scheduler.LinearLR(opt, start_factor=0.1, total_iters=epochs)


def rates(name, args, warmup):
    opt = optimizer()
    make = getattr(lr_scheduler, name)
    if warmup > 0:
        first = warm_up(opt, warmup)
        scheduler = lr_scheduler.SequentialLR(opt, [first, make(opt, **args)], milestones=[warmup])
    else:
        scheduler = make(opt, **args)
    lr = []
    for _ in range(args.get("total_steps", EPOCHS)):
        lr.append(opt.param_groups[0]["lr"])
        opt.step()
        if len(lr) < args.get("total_steps", EPOCHS):
            scheduler.step()
    return {"scheduler": name, "base_lr": BASE, "args": args, "warmup": warmup, "lr": lr}


def plateau(args, warmup, metrics):
    opt = optimizer()
    first = warm_up(opt, warmup)
    main = lr_scheduler.ReduceLROnPlateau(opt, **args)
    lr = []
    for epoch, metric in enumerate(metrics):
        lr.append(opt.param_groups[0]["lr"])
        opt.step()
        if epoch < warmup:
            first.step()
        else:
            main.step(metric)
    name = "ReduceLROnPlateau"
    return {"scheduler": name, "base_lr": BASE, "args": args, "warmup": warmup, "lr": lr, "metrics": metrics}


# Lower in the warm-up than ever again: a schedule that looks at it would lower the rate sooner.
metrics = [0.01 if epoch < 5 else max(0.2, 1 - epoch / 20) + 0.001 * (epoch % 3) for epoch in range(EPOCHS)]
cases = [
    rates("StepLR", {"step_size": 7, "gamma": 0.3}, 5),
    rates("MultiStepLR", {"milestones": [10, 10, 30], "gamma": 0.5}, 5),
    rates("ExponentialLR", {"gamma": 0.9}, 1),
    rates("CosineAnnealingLR", {"T_max": 23, "eta_min": 0.01}, 5),
    rates("CosineAnnealingWarmRestarts", {"T_0": 9, "T_mult": 1, "eta_min": 0.002}, 5),
    rates("CosineAnnealingWarmRestarts", {"T_0": 3, "T_mult": 3}, 0),
    rates("LinearLR", {"start_factor": 1.0, "end_factor": 0.2, "total_iters": 40}, 5),
    rates("LinearLR", {"start_factor": 1.0, "end_factor": 0.0, "total_iters": 30}, 0),
    rates("PolynomialLR", {"total_iters": 30, "power": 0.5}, 5),
    rates("PolynomialLR", {"total_iters": 30, "power": 1.0}, 0),
    rates("OneCycleLR", {"max_lr": BASE, "total_steps": 37, "pct_start": 0.25, "cycle_momentum": False}, 0),
    rates("OneCycleLR", {"max_lr": BASE, "total_steps": 20, "pct_start": 0.0, "cycle_momentum": False}, 0),
    rates("OneCycleLR", {"max_lr": BASE, "total_steps": 20, "pct_start": 1.0, "cycle_momentum": False}, 0),
    plateau({"patience": 2, "factor": 0.5, "min_lr": 0.004}, 5, metrics),
    plateau({"patience": 0, "factor": 0.1, "cooldown": 3}, 10, metrics),
]

path = Path(__file__).parents[2] / "test" / "fixtures" / "warmup_schedules.json"
path.write_text(json.dumps({"torch": torch.__version__.split("+")[0], "cases": cases}, indent=1) + "\n")
