// How many columns segments have.
import type {Segment} from '../../src/index.ts'

export const widthOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, {width}) => sum + width, 0)
