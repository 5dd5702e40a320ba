"""numpy on what bench_monte_carlo does: the formula over columns, and 1 M samples of seven log-normals with three quantiles.

Prints lines "name value". The formula is run over columns of a million, as one writes it, and over columns of the length
that is best, which stay in cache.
"""
import math
import time

import numpy as np

Z95 = 1.6448536269514722
HOUR, KWH = 3600.0, 3.6e6
DECLINE = 0.14 * math.log(10) / (365.25 * 24 * HOUR)
NETWORK = 0.19
RANGES = [(12e3, 16e3), (50e6 * HOUR, 64e6 * HOUR), (350, 450), (1.6, 2.0), (0.6, 0.9), (1.1, 1.4), (0.06 / KWH, 0.1 / KWH)]


def inputs(random, count):
    for low, high in RANGES:
        a, b = math.log(low), math.log(high)
        yield random.lognormal((a + b) / 2, (b - a) / (2 * Z95), count)


def cost(price, hours, power, overhead, use, pue, electricity):
    return (hours * (price * DECLINE) / (1 - NETWORK) + hours * power * overhead * use * pue * electricity) * 1.0


def seconds(work, times):
    least = math.inf
    for _ in range(times):
        start = time.process_time()
        work()
        least = min(least, time.process_time() - start)
    return least


def columns(lengths):
    best = 0
    for count in lengths:
        columns = list(inputs(np.random.default_rng(1), count))
        repeat = max(1, 1000000 // count)

        def work():
            for _ in range(repeat):
                cost(*columns)

        best = max(best, count * repeat / seconds(work, 5))
    return best


def whole(count=1000000):
    def work():
        return np.quantile(cost(*inputs(np.random.default_rng(1), count)), [0.05, 0.5, 0.95])

    return count / seconds(work, 3)


print(f"numpy_columns_M_per_s {columns([1000000]) / 1e6:.1f}")
print(f"numpy_columns_in_cache_M_per_s {columns([1024, 2048, 4096, 8192]) / 1e6:.1f}")
print(f"numpy_lognormals_M_per_s {whole() / 1e6:.2f}")
