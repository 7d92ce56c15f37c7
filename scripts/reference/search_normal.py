"""The normal distribution's tails in many digits, for search.py."""

import mpmath

# So many digits hold what the right tail lacks to 1.
mpmath.mp.dps = 300


def cdf(x):
    return mpmath.ncdf(mpmath.mpf(x))


def cut_quantile(quantile, a, b):
    wanted = cdf(a) + mpmath.mpf(quantile) * (cdf(b) - cdf(a))
    low, high = mpmath.mpf(a), mpmath.mpf(b)
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if cdf(middle) < wanted else (low, middle)
    return float(low)


points = [-100, -37.5, -20.1, -12, -6, -3.3, -1.25, -1e-3, 0, 1e-3, 0.7, 1, 2.5, 5.9]
intervals = [(-3, -1), (-80, -79.5), (-1, 1), (-0.01, 40), (-40, 0.5), (2, 3), (30, 30.1), (0.3, 0.3001), (-7, -6.9999), (0, 1e-6)]
normal = {
    "log_cdf": [[x, float(mpmath.log(cdf(x)))] for x in points],
    # On the left, where nothing cancels.
    "log_mass": [[a, b, float(mpmath.log(cdf(min(b, -a)) - cdf(-max(-a, b))))] for a, b in intervals],
    "cut_quantile": [[q, a, b, cut_quantile(q, a, b)] for q in [1e-9, 0.01, 0.5, 0.99] for a, b in intervals],
}
