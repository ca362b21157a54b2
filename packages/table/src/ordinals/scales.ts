// Scales of words that people order in one way only: from little to much, from bad to good, through the week and the year.

/** Each scale from its lowest step; words of one step mean the same, so a column has one of them. */
const SCALES: readonly (readonly string[])[] = [
  [
    'lowest|extremely low',
    'very low',
    'low',
    'medium low|moderately low|lower middle|low medium',
    'medium|moderate|mid|middle|normal|average',
    'medium high|moderately high|upper middle|high medium',
    'high',
    'very high',
    'highest|extremely high|urgent|critical',
  ],
  ['xxxs|3xs', 'xxs|2xs', 'xs', 's', 'm', 'l', 'xl', 'xxl|2xl', 'xxxl|3xl', 'xxxxl|4xl', '5xl'],
  ['tiny|extra small|very small', 'small', 'medium', 'large|big', 'extra large|very large|huge'],
  [
    'strongly disagree|completely disagree',
    'disagree',
    'somewhat disagree|slightly disagree|rather disagree',
    'neutral|neither agree nor disagree|undecided|neither',
    'somewhat agree|slightly agree|rather agree',
    'agree',
    'strongly agree|completely agree',
  ],
  [
    'never',
    'rarely|seldom|hardly ever',
    'sometimes|occasionally',
    'often|frequently',
    'usually|very often|mostly',
    'always',
  ],
  [
    'very dissatisfied|very unsatisfied',
    'dissatisfied|unsatisfied',
    'somewhat dissatisfied',
    'neutral|neither satisfied nor dissatisfied',
    'somewhat satisfied',
    'satisfied',
    'very satisfied',
  ],
  [
    'very poor|very bad|terrible|awful',
    'poor|bad',
    'fair|average|ok|okay|acceptable|satisfactory',
    'good',
    'very good',
    'excellent|premium|great',
    'ideal|outstanding|perfect',
  ],
  [
    'none',
    'minimal|trivial',
    'minor|mild|slight',
    'moderate',
    'major|severe|serious',
    'critical|fatal|catastrophic',
  ],
  ['none', 'few|a few', 'some', 'many', 'most', 'all'],
  ['not at all', 'slightly|a little', 'somewhat|moderately', 'very|quite a bit', 'extremely|very much'],
  ['unlikely|very unlikely', 'somewhat unlikely', 'neutral', 'somewhat likely', 'likely', 'very likely'],
  ['beginner|novice', 'elementary', 'intermediate', 'advanced', 'expert'],
  ['intern|trainee', 'junior', 'mid|intermediate|mid level', 'senior', 'lead|staff', 'principal'],
  ['cold', 'cool', 'mild', 'warm', 'hot'],
  ['slow', 'medium', 'fast'],
  ['bronze', 'silver', 'gold', 'platinum', 'diamond'],
  ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'],
  ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'],
  ['q1', 'q2', 'q3', 'q4'],
  ['i3', 'i2', 'i1', 'si2', 'si1', 'vs2', 'vs1', 'vvs2', 'vvs1', 'if', 'fl'],
  [
    'monday|mon',
    'tuesday|tue|tues',
    'wednesday|wed',
    'thursday|thu|thur|thurs',
    'friday|fri',
    'saturday|sat',
    'sunday|sun',
  ],
  [
    'january|jan',
    'february|feb',
    'march|mar',
    'april|apr',
    'may',
    'june|jun',
    'july|jul',
    'august|aug',
    'september|sep|sept',
    'october|oct',
    'november|nov',
    'december|dec',
  ],
]

const STEPS = SCALES.map(
  scale => new Map(scale.flatMap((words, step) => words.split('|').map(word => [word, step] as const))),
)

/** The step of each label on the first scale that knows all of them, each on a step of its own. */
export function stepsOfWords(labels: readonly string[]): number[] | undefined {
  const words = labels.map(label =>
    label
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_-]+/g, ' '),
  )
  for (const scale of STEPS) {
    const steps = words.map(word => scale.get(word))
    if (steps.every(step => step !== undefined) && new Set(steps).size === steps.length) return steps
  }
  return undefined
}
