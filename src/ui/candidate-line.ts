// A line of `infer complete`: what may be typed, a tab, and a few words on it.
import type {Candidate} from '../services/completion/candidates.ts'

const MOST_WORDS = 72

export function candidateLine({value, about}: Candidate): string {
  const [first = ''] = about.replaceAll('<%= config.bin %>', 'infer').split('\n', 1)
  const words = first.length > MOST_WORDS ? `${first.slice(0, MOST_WORDS - 1)}…` : first
  return words === '' ? value : `${value}\t${words.replaceAll('\t', ' ')}`
}
