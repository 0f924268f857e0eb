"""One exact gradient step with an entropy bonus in numpy: as one writes it, without temporaries, and with the
formula rearranged so that numpy needs fewer passes.

    step_numpy.py natural|tuned|rearranged N ROUNDS STEPS

Waits for a line on standard input before each round and answers with nanoseconds per action and step.
"""

import sys
import time

import numpy as np

ETA, LAMBDA = 1.0, 0.1


def natural(theta, r):
    z = theta - theta.max()
    w = np.exp(z)
    p = w / w.sum()
    log_p = z - np.log(w.sum())
    value = p @ r
    entropy = -(p @ log_p)
    return theta + ETA * p * (r - value - LAMBDA * (log_p + entropy))


class Tuned:
    """The natural form's operations, each with out=."""

    def __init__(self, n):
        self.z, self.p = np.empty(n), np.empty(n)

    def __call__(self, theta, r):
        z, p = self.z, self.p
        np.subtract(theta, theta.max(), out=z)
        np.exp(z, out=p)
        total = p.sum()
        np.divide(p, total, out=p)
        np.subtract(z, np.log(total), out=z)
        value = p @ r
        entropy = -(p @ z)
        np.add(z, entropy, out=z)
        np.multiply(z, -LAMBDA, out=z)
        np.add(z, r, out=z)
        np.subtract(z, value, out=z)
        np.multiply(p, z, out=p)
        np.multiply(p, ETA, out=p)
        return np.add(theta, p, out=theta)


class Rearranged:
    """Fewer passes: constants merged, no normalised probabilities."""

    def __init__(self, n):
        self.z, self.w = np.empty(n), np.empty(n)

    def __call__(self, theta, r):
        z, w = self.z, self.w
        np.subtract(theta, theta.max(), out=z)
        np.exp(z, out=w)
        total = w.sum()
        value = (w @ r) / total
        mean = (w @ z) / total
        # r - V - lambda (log pi + H), where log pi + H = z - mean
        z *= -LAMBDA
        z += r
        z += LAMBDA * mean - value
        w *= ETA / total
        w *= z
        theta += w
        return theta


def main():
    form, n, rounds, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    random = np.random.default_rng(1)
    theta = random.standard_normal(n)
    r = np.zeros(n)
    r[:: n // 20 + 1] = 1
    step = {"natural": natural, "tuned": Tuned(n), "rearranged": Rearranged(n)}[form]
    for _ in range(rounds):
        if not sys.stdin.readline():
            return
        start = time.perf_counter()
        for _ in range(steps):
            theta = step(theta, r)
        print(f"{(time.perf_counter() - start) / steps / n * 1e9:.4f}", flush=True)


if __name__ == "__main__":
    main()
