// What the figures were made from and how, so that someone else can make them again.
import type {JudgedFile, ValidateReport} from '../../services/validate-report.ts'
import {count} from '../../ui/amounts.ts'
import {score} from './figures.ts'

export interface MeasuredView {
  readonly infer: string
  readonly seed: string
  readonly files: readonly {
    readonly file: string
    readonly part: string
    readonly rows: string
    readonly columns: string
    readonly sha256: string
  }[]
  readonly methods: readonly {readonly name: string; readonly said: string}[]
}

export function measuredView(report: ValidateReport): MeasuredView {
  const {real, synthetic, holdout} = report
  return {
    infer: report.infer,
    seed: String(report.seed),
    files: [
      fileRow(real, 'real'),
      fileRow(synthetic, 'synthetic'),
      ...(holdout === null ? [] : [fileRow(holdout, 'real, kept from training')]),
    ],
    methods: methods(report),
  }
}

const fileRow = ({file, rows, columns, sha256}: JudgedFile, part: string): MeasuredView['files'][number] => ({
  file,
  part,
  rows: count(rows),
  columns: count(columns),
  sha256,
})

function methods({
  quality: {sdmetricsDefault},
  accuracy: {triples},
  detection,
  privacy: {distance},
}: ValidateReport): MeasuredView['methods'] {
  const told = detection.at(-1)
  return [
    {
      name: 'Shape',
      said: 'Numbers and times: KSComplement, 1 minus the greatest distance of the two cumulative distributions. Labels: TVComplement, 1 minus half the sum of differences of shares. Missing cells stand apart.',
    },
    {
      name: 'Coverage, validity',
      said: 'Coverage: the share of the real range or labels that is reached. Validity: the share of synthetic cells inside the real range or among real labels; of ids, how many are unique.',
    },
    {
      name: 'Pairs',
      said: 'Numbers: 1 minus half the difference of correlations. Others: 1 minus half the sum of differences of shares over both columns, numbers in ten bins cut on the real table.',
    },
    {
      name: 'Quality',
      said: `The mean of shapes and pairs, over all pairs.${
        sdmetricsDefault.score === null
          ? ''
          : ` As SDMetrics comes, with only the ${count(sdmetricsDefault.pairs)} pairs that depend strongly, it would be ${score(sdmetricsDefault.score)}.`
      }`,
    },
    {
      name: 'Accuracy',
      said: `1 minus half the sum of differences of shares in ten quantile bins or the most frequent labels; ${count(triples.seen)} of ${count(triples.all)} triples.`,
    },
    ...(told === undefined
      ? []
      : [
          {
            name: 'Told apart',
            said: `Boosted trees and logistic regression on ${count(told.rows)} rows of each side, asked about rows they were not trained on.`,
          },
        ]),
    ...(distance === null
      ? []
      : [
          {
            name: 'Distances',
            said: `Gower’s: the mean over columns of differences of quantiles, or of 0 and 1 for labels. ${count(distance.queries)} rows were held against ${count(distance.references)}${distance.exact ? '.' : ', drawn with the seed.'}`,
          },
        ]),
    {
      name: 'Risks',
      said: 'Singling out and attribute inference: how much more often an attacker who has the synthetic rows is right than against rows that were not in training, as a share of what there was to gain; intervals are Wilson’s.',
    },
  ]
}
