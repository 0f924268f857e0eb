/*
 * One exact gradient step with an entropy bonus in C with AVX-512 intrinsics, one thread.
 *
 *   step polynomial N ROUNDS STEPS   the algorithm of Actionscape's vector kernel, operation by operation
 *   step table N ROUNDS STEPS        exp with a table of 16 powers of two and a short polynomial, and
 *                                    none of the sums that keep the digits of a collapsed policy
 *   step stream N ROUNDS STEPS       the same loads and stores without the arithmetic
 *
 * Reads nothing; waits for a line on standard input before each round and answers with the
 * nanoseconds per action and step.
 */
#define _GNU_SOURCE
#include <immintrin.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef __m512d V;
#define SET(x) _mm512_set1_pd(x)
#define FMA(a, b, c) _mm512_fmadd_pd(a, b, c)
#define BITS(x) _mm512_castpd_si512(x)
#define REAL(x) _mm512_castsi512_pd(x)

static const double LAMBDA = 0.1, ETA = 1;

static double sum(V v) {
  double x[8];
  _mm512_storeu_pd(x, v);
  return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
}

/* exp(-gap), gap >= 0, where no result is subnormal. */
static inline V exp_polynomial(V gap) {
  V g = REAL(_mm512_min_epi64(BITS(gap), BITS(SET(708))));
  V shifter = SET(0x1.8p52);
  V shifted = FMA(g, SET(-0x1.71547652b82fep+0), shifter);
  V n = _mm512_sub_pd(shifted, shifter);
  V r = FMA(n, SET(0x1.62e42fefa39efp-1), g);
  r = FMA(n, SET(0x1.abc9e3b39803fp-56), r);
  V p = FMA(r, SET(-0x1.af38d53857513p-26), SET(0x1.2891a8c1d838dp-22));
  p = FMA(p, r, SET(-0x1.71de0d9c145d0p-19));
  p = FMA(p, r, SET(0x1.a019b8ef67c6cp-16));
  p = FMA(p, r, SET(-0x1.a01a01a7c8d47p-13));
  p = FMA(p, r, SET(0x1.6c16c17893833p-10));
  p = FMA(p, r, SET(-0x1.11111111109adp-7));
  p = FMA(p, r, SET(0x1.5555555553d4fp-5));
  p = FMA(p, r, SET(-0x1.5555555555556p-3));
  p = FMA(p, r, SET(0x1.0000000000001p-1));
  p = FMA(p, r, SET(-1));
  p = FMA(p, r, SET(1));
  __m512i bits = _mm512_add_epi64(BITS(p), _mm512_slli_epi64(BITS(shifted), 52));
  return REAL(bits);
}

static double max_of(const double *t, long n) {
  V a = SET(-INFINITY), b = a, c = a, d = a;
  for (long i = 0; i < n; i += 32) {
    a = _mm512_max_pd(a, _mm512_load_pd(t + i));
    b = _mm512_max_pd(b, _mm512_load_pd(t + i + 8));
    c = _mm512_max_pd(c, _mm512_load_pd(t + i + 16));
    d = _mm512_max_pd(d, _mm512_load_pd(t + i + 24));
  }
  return _mm512_reduce_max_pd(_mm512_max_pd(_mm512_max_pd(a, b), _mm512_max_pd(c, d)));
}

/* The smallest logit, which decides whether the next step has subnormal results. */
static double deepest;

static double polynomial_step(double *t, const double *q, double *w, long n, double max) {
  V c = SET(max), rest = SET(0), ties = rest, spread = rest, centred = rest, centre = SET(0);
  for (long i = 0; i < n; i += 8) {
    V gap = _mm512_sub_pd(c, _mm512_load_pd(t + i));
    V e = exp_polynomial(gap);
    _mm512_store_pd(w + i, e);
    __mmask8 below = _mm512_cmp_pd_mask(gap, SET(0), _CMP_GT_OQ);
    V b = _mm512_maskz_mov_pd(below, e);
    rest = _mm512_add_pd(rest, b);
    ties = _mm512_add_pd(ties, _mm512_sub_pd(e, b));
    spread = FMA(e, gap, spread);
    centred = FMA(e, _mm512_sub_pd(_mm512_load_pd(q + i), centre), centred);
  }
  double total = sum(ties) + sum(rest);
  V mean = SET(sum(centred) / total), gap_mean = SET(-sum(spread) / total);
  V reward = SET(ETA / total), entropy = SET(-ETA * LAMBDA / total);
  V largest = SET(-INFINITY), least = SET(INFINITY);
  for (long i = 0; i < n; i += 8) {
    V logit = _mm512_load_pd(t + i), gap = _mm512_sub_pd(logit, c);
    V advantage = _mm512_sub_pd(_mm512_sub_pd(_mm512_load_pd(q + i), centre), mean);
    V slope = FMA(reward, advantage, _mm512_mul_pd(_mm512_sub_pd(gap, gap_mean), entropy));
    V next = FMA(_mm512_load_pd(w + i), slope, logit);
    _mm512_store_pd(t + i, next);
    largest = _mm512_max_pd(largest, next);
    least = _mm512_min_pd(least, next);
  }
  deepest = _mm512_reduce_min_pd(least);
  return _mm512_reduce_max_pd(largest);
}

static double low_table[16];

static inline V exp_table(V x, V low, V high) {
  V shifter = SET(0x1.8p52);
  V shifted = FMA(x, SET(16 * 0x1.71547652b82fep+0), shifter);
  V n = _mm512_sub_pd(shifted, shifter);
  V r = FMA(n, SET(-0x1.62e42fefa39efp-5), x);
  r = FMA(n, SET(-0x1.abc9e3b39803fp-60), r);
  V p = FMA(r, SET(1. / 720), SET(1. / 120));
  p = FMA(p, r, SET(1. / 24));
  p = FMA(p, r, SET(1. / 6));
  p = FMA(p, r, SET(0.5));
  p = FMA(p, r, SET(1));
  p = FMA(p, r, SET(1));
  V power = _mm512_permutex2var_pd(low, BITS(shifted), high);
  return _mm512_scalef_pd(_mm512_mul_pd(p, power), _mm512_mul_pd(n, SET(1. / 16)));
}

static double table_step(double *t, const double *q, double *w, long n, double max) {
  V low = _mm512_loadu_pd(low_table), high = _mm512_loadu_pd(low_table + 8);
  V c = SET(max), total = SET(0), spread = total, reward_sum = total;
  for (long i = 0; i < n; i += 8) {
    V gap = _mm512_sub_pd(_mm512_load_pd(t + i), c);
    V e = exp_table(gap, low, high);
    _mm512_store_pd(w + i, e);
    total = _mm512_add_pd(total, e);
    spread = FMA(e, gap, spread);
    reward_sum = FMA(e, _mm512_load_pd(q + i), reward_sum);
  }
  double z = sum(total), value = sum(reward_sum) / z, mean = sum(spread) / z;
  V v = SET(value), gap_mean = SET(max + mean), lambda = SET(-LAMBDA), eta = SET(ETA / z);
  V largest = SET(-INFINITY);
  for (long i = 0; i < n; i += 8) {
    V logit = _mm512_load_pd(t + i);
    V slope = FMA(_mm512_sub_pd(logit, gap_mean), lambda, _mm512_sub_pd(_mm512_load_pd(q + i), v));
    V next = FMA(_mm512_mul_pd(_mm512_load_pd(w + i), eta), slope, logit);
    _mm512_store_pd(t + i, next);
    largest = _mm512_max_pd(largest, next);
  }
  return _mm512_reduce_max_pd(largest);
}

static double stream_step(double *t, const double *q, double *w, long n, double max) {
  V c = SET(max);
  for (long i = 0; i < n; i += 8)
    _mm512_store_pd(w + i, _mm512_add_pd(_mm512_load_pd(t + i), _mm512_load_pd(q + i)));
  for (long i = 0; i < n; i += 8)
    _mm512_store_pd(t + i, _mm512_min_pd(c, _mm512_sub_pd(_mm512_load_pd(w + i), _mm512_load_pd(q + i))));
  return max;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

int main(int count, char **word) {
  if (count != 5) return 2;
  long n = atol(word[2]), rounds = atol(word[3]), steps = atol(word[4]), padded = (n + 31) / 32 * 32;
  double *t = aligned_alloc(64, padded * 8), *q = aligned_alloc(64, padded * 8), *w = aligned_alloc(64, padded * 8);
  uint64_t state = 1;
  for (int i = 0; i < 16; i++) low_table[i] = exp2(i / 16.);
  for (long i = 0; i < padded; i++) {
    double sum = -6;
    for (int k = 0; k < 12; k++) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      sum += (state >> 11) * 0x1p-53;
    }
    t[i] = i < n ? sum : -600;
    q[i] = i < n && i % (n / 20 + 1) == 0;
  }
  double max = max_of(t, padded);
  char line[16];
  for (long k = 0; k < rounds && fgets(line, sizeof line, stdin); k++) {
    double start = now();
    for (long s = 0; s < steps; s++)
      max = !strcmp(word[1], "table")    ? table_step(t, q, w, padded, max)
            : !strcmp(word[1], "stream") ? stream_step(t, q, w, padded, max)
                                         : polynomial_step(t, q, w, padded, max);
    printf("%.4f\n", (now() - start) / steps / n);
    fflush(stdout);
  }
  return max != max || deepest != deepest;
}
