// What stands on the screen: numbers, tables, stages, errors.
import {counted, InferError} from '@inferloop/contract'
import {expect} from 'chai'
import type {StageEvent} from '../../src/services/generate-options.ts'
import {count, secondsSaid} from '../../src/ui/amounts.ts'
import {complaintOf, errorText, exitCodeOf} from '../../src/ui/errors.ts'
import {lineView} from '../../src/ui/lines.ts'
import {stageLine} from '../../src/ui/progress.ts'
import {tableLines} from '../../src/ui/table.ts'

describe('amounts', () => {
  it('have their plural', () => {
    expect([0, 1, 32_561].map(rows => counted(rows, 'row'))).to.deep.equal(['0 rows', '1 row', '32,561 rows'])
  })

  it('are short', () => {
    expect(count(32_561)).to.equal('32,561')
    expect([0.31, 9.96, 42.4, 75, 3599, 4000].map(secondsSaid)).to.deep.equal([
      '0.3 s',
      '10 s',
      '42 s',
      '1 min 15 s',
      '59 min 59 s',
      '1 h 6 min',
    ])
  })
})

describe('tableLines', () => {
  it('aligns columns, to the right where asked', () => {
    const rows = [
      ['name', 'n'],
      ['a', '1'],
      ['abc', '20'],
    ]
    expect(tableLines(rows, [1])).to.deep.equal(['name   n', 'a      1', 'abc   20'])
  })

  it('cuts long cells, all but the last, and lets no cell move the cursor', () => {
    const [line] = tableLines([[`\u001b[2J${'x'.repeat(90)}`, 'y'.repeat(90)]])
    expect(line).to.equal(`\\u001b[2J${'x'.repeat(38)}…  ${'y'.repeat(90)}`)
  })
})

describe('a stage', () => {
  const event = (more: Partial<StageEvent>): StageEvent => ({
    phase: 'sample',
    state: 'going',
    done: 0,
    total: 0,
    unit: 'rows',
    ...more,
  })

  it('is said with rate and time left', () => {
    expect(stageLine(event({done: 40_960, total: 100_000}), 2)).to.equal(
      'Sample 40,960 of 100,000 rows, 20,480 rows/s, 2.9 s left',
    )
    expect(stageLine(event({phase: 'fit', done: 5, total: 14, unit: 'columns', note: 'age'}), 10)).to.equal(
      'Fit 5 of 14 columns, age, 18 s left',
    )
    expect(stageLine(event({phase: 'read', done: 4.2e6, unit: 'bytes'}), 0.1)).to.equal('Read 4.2 MB')
    expect(stageLine(event({phase: 'fit', state: 'begun'}), 0)).to.equal('Fit')
    expect(stageLine(event({phase: 'fit', state: 'begun'}), 7.9)).to.equal('Fit, 7.9 s')
  })

  it('begins and ends with a line of its own in a log, and has few between', () => {
    const lines: string[] = []
    const view = lineView(line => lines.push(line))
    view.tell(event({state: 'begun', phase: 'read', note: 'a.csv'}))
    for (let done = 0; done < 100; done++) view.tell(event({phase: 'read', done}))
    view.tell(event({state: 'done', phase: 'read', note: '9 rows of 2 columns'}))
    expect(lines).to.deep.equal(['Read a.csv', 'Read: 9 rows of 2 columns (0.0 s)'])
  })
})

describe('errors', () => {
  const usage = {
    command: 'infer generate',
    flags: ['rows', 'privacy', 'output'],
    topics: ['infer generate table'],
  }
  const ours = new InferError('INFER_ROWS', {
    message: 'Too few.',
    suggestions: ['--rows 5'],
    cause: new Error('why'),
  })

  it('of the user have code, words and what to do', () => {
    expect(errorText(ours, usage, false)).to.equal(
      ' ›   Error: Too few.\n ›   Code: INFER_ROWS\n ›   Try this: --rows 5\n',
    )
    expect(exitCodeOf(ours)).to.equal(2)
  })

  it('show where they come from with --verbose', () => {
    expect(errorText(ours, usage, true)).to.match(/words\.test\.ts[\s\S]*Caused by:[\s\S]*why/)
  })

  const typed = (message: string, more: object = {}) =>
    Object.assign(new Error(`${message}\nSee more help with --help`), {oclif: {exit: 2}, ...more})

  it('of usage point to the help of the command', () => {
    const fault = typed('Flag --rows expects a value')
    expect(complaintOf(fault, usage)).to.deep.equal({
      code: 'INFER_OPTION',
      message: 'Flag --rows expects a value',
      suggestions: ['infer generate --help'],
    })
    expect(errorText(fault, usage, false)).to.equal(
      ' ›   Error: Flag --rows expects a value\n ›   Code: INFER_OPTION\n ›   Try this: infer generate --help\n',
    )
  })

  for (const [what, fault, message, first] of [
    [
      'a flag',
      typed('Nonexistent flag: --rowz', {flags: ['--rowz=5']}),
      'infer generate has no flag --rowz.',
      '--rows',
    ],
    [
      'a flag with no- before it',
      typed('Nonexistent flag: --no-privacy', {flags: ['--no-privacy']}),
      'infer generate has no flag --no-privacy.',
      '--privacy',
    ],
    [
      'a choice',
      typed('Expected --privacy=hgih to be one of: low, default, high'),
      '--privacy should be one of low, default, high, was "hgih".',
      '--privacy high',
    ],
    [
      'a command below',
      typed('Unexpected arguments: tabel, x.csv'),
      'infer generate does not know what to do with "tabel x.csv".',
      'infer generate table',
    ],
  ] as const) {
    it(`of usage name the nearest to ${what}`, () => {
      const complaint = complaintOf(fault, usage)
      expect(complaint.message).to.equal(message)
      expect(complaint.suggestions).to.deep.equal([first, 'infer generate --help'])
    })
  }

  it('of usage guess nothing that is far', () => {
    const fault = typed('Nonexistent flag: --colour', {flags: ['--colour']})
    expect(complaintOf(fault, usage).suggestions).to.deep.equal(['infer generate --help'])
  })

  it('of ours are called bugs, with where to report them', () => {
    const bug = new TypeError('x is undefined')
    expect(exitCodeOf(bug)).to.equal(1)
    expect(errorText(bug, usage, false)).to.match(
      /bug in infer: x is undefined\n ›   Code: INFER_BUG\n[\s\S]*issues/,
    )
    expect(complaintOf(bug, usage).code).to.equal('INFER_BUG')
  })
})
