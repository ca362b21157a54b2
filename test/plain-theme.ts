// Words without colours.
import type {Theme} from '../src/ui/theme.ts'

const same = (text: string): string => text

export const PLAIN: Theme = {title: same, name: same, quiet: same, good: same, doubtful: same, bad: same}
