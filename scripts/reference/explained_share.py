"""Writes test/fixtures/explained-share.json: how much of the variance of a metric's ranks lies between groups.

By scipy's Kruskal-Wallis test, whose H is n - 1 times that share (eta squared); epsilon squared corrects it for chance. `chance` is
what the same correction makes of the H that one in twenty shuffles exceeds. A metric of null ranks last. Needs numpy and scipy.
"""

import json
from pathlib import Path

import numpy
import scipy
from scipy.stats import chi2, kruskal

fixtures = Path(__file__).parents[2] / "test" / "fixtures"


def case(groups, metrics):
    values = numpy.where(numpy.isnan(metrics), numpy.nanmax(metrics) + 1, metrics)
    labels = sorted(set(groups))
    n, k = len(groups), len(labels)
    h = kruskal(*[values[[group == label for group in groups]] for label in labels]).statistic

    def corrected(statistic):
        return 1 - (1 - statistic / (n - 1)) * (n - 1) / (n - k)

    return {
        "groups": groups,
        "metrics": [None if numpy.isnan(metric) else float(metric) for metric in metrics],
        "share": float(corrected(h)),
        "chance": float(corrected(chi2.ppf(0.95, k - 1))),
    }


def draw(random, n, k, effect, lost=0, rounded=False):
    groups = [int(group) for group in random.integers(k, size=n)]
    metrics = numpy.exp(effect * numpy.array(groups) + random.normal(size=n))
    if rounded:
        metrics = numpy.round(metrics)
    metrics[:lost] = numpy.nan
    return case(groups, metrics)


random = numpy.random.default_rng(17)
result = {
    "scipy": scipy.__version__,
    "cases": {
        "two": draw(random, 12, 2, 1.0),
        "several": draw(random, 60, 5, 0.5),
        "ties": draw(random, 40, 4, 0.3, rounded=True),
        "diverged": draw(random, 30, 3, 1.0, lost=6),
        "nothing": draw(random, 50, 10, 0.0),
    },
}
(fixtures / "explained-share.json").write_text(json.dumps(result, indent=1) + "\n")
