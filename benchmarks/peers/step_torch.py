"""One exact gradient step with an entropy bonus in PyTorch, one thread: by hand, as one writes it, and tuned.

    step_torch.py natural|tuned N ROUNDS STEPS

Waits for a line on standard input before each round and answers with nanoseconds per action and step.
"""

import sys
import time

import torch

ETA, LAMBDA = 1.0, 0.1


def natural(theta, r):
    log_p = torch.log_softmax(theta, 0)
    p = log_p.exp()
    value = p @ r
    entropy = -(p @ log_p)
    return theta + ETA * p * (r - value - LAMBDA * (log_p + entropy))


class Tuned:
    """The same in place."""

    def __init__(self, n):
        self.z = torch.empty(n, dtype=torch.float64)
        self.w = torch.empty(n, dtype=torch.float64)

    def __call__(self, theta, r):
        z, w = self.z, self.w
        torch.sub(theta, theta.max(), out=z)
        torch.exp(z, out=w)
        total = w.sum()
        value = (w @ r) / total
        mean = (w @ z) / total
        z.mul_(-LAMBDA).add_(r).add_(LAMBDA * mean - value)
        w.mul_(ETA / total)
        return theta.addcmul_(w, z)


def main():
    form, n, rounds, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    torch.set_num_threads(1)
    torch.manual_seed(1)
    theta = torch.randn(n, dtype=torch.float64)
    r = torch.zeros(n, dtype=torch.float64)
    r[:: n // 20 + 1] = 1
    step = natural if form == "natural" else Tuned(n)
    with torch.no_grad():
        for _ in range(rounds):
            if not sys.stdin.readline():
                return
            start = time.perf_counter()
            for _ in range(steps):
                theta = step(theta, r)
            print(f"{(time.perf_counter() - start) / steps / n * 1e9:.4f}", flush=True)


if __name__ == "__main__":
    main()
