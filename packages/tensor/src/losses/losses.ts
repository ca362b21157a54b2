// Losses, each a mean over rows unless said: the formulas and defaults of PyTorch's functions of like name.
import {add, div, mul, neg, square, sub} from '../ops/arithmetic.ts'
import {abs, exp, log, softplus} from '../ops/elementwise.ts'
import {reshape} from '../ops/movement.ts'
import {pick} from '../ops/indexing.ts'
import {logSoftmax, mean, sum} from '../ops/reduce.ts'
import type {Operand, Tensor} from '../tensor.ts'

/** Mean of (x - target)². */
export const squaredError = (x: Tensor, target: Tensor): Tensor => mean(square(sub(x, target)))

/** Mean of |x - target|. */
export const absoluteError = (x: Tensor, target: Tensor): Tensor => mean(abs(sub(x, target)))

/** Mean of -log softmax(logits) at the label: logits (n, classes), labels (n), int32 or int64. */
export const crossEntropy = (logits: Tensor, labels: Tensor): Tensor =>
  neg(mean(pick(logSoftmax(logits), reshape(labels, [...labels.shape, 1]))))

/** Mean of -[t log σ(x) + (1 - t) log(1 - σ(x))] = softplus(x) - t · x; logits and targets of one shape, targets in [0, 1]. */
export const binaryCrossEntropy = (logits: Tensor, targets: Tensor): Tensor =>
  mean(sub(softplus(logits), mul(targets, logits)))

/** -log of the normal density: ½ (x - mean)² / σ² + log σ + ½ log 2π, element by element. */
export const normalNegativeLogLikelihood = (x: Tensor, average: Operand, deviation: Tensor): Tensor =>
  add(
    add(div(mul(square(sub(x, average)), 0.5), square(deviation)), log(deviation)),
    0.5 * Math.log(2 * Math.PI),
  )

/** ½ Σ (μ² + σ² - log σ² - 1) over all: the divergence of N(μ, σ²) from N(0, 1), with log σ² given (Kingma & Welling 2013). */
export const divergenceFromNormal = (average: Tensor, logVariance: Tensor): Tensor =>
  mul(sum(sub(sub(add(logVariance, 1), square(average)), exp(logVariance))), -0.5)
