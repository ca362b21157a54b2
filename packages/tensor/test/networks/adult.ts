// Adult's columns after CTGAN's transformation (Xu et al. 2019): 6 numbers with 10 modes each, 9 columns of labels.
import type {Segment} from '../../src/index.ts'

export const ADULT = {
  segments: [
    ...Array.from({length: 6}, (): Segment[] => [
      {activation: 'tanh', width: 1},
      {activation: 'softmax', width: 10},
    ]).flat(),
    ...[9, 16, 7, 15, 6, 5, 2, 42, 2].map((width): Segment => ({activation: 'softmax', width})),
  ],
  rows: 32_561,
  batch: 500,
} as const
