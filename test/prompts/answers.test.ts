// Answers and the configuration they make.
import type {Config} from '@inferloop/config'
import {expect} from 'chai'
import {answersOf, answersWith, configOf, type Answers} from '../../src/prompts/answers.ts'

const NONE: Answers = {columns: {}, options: {}}

describe('answers', () => {
  it('stand where generate and validate look for them', () => {
    const answers: Answers = {
      data: 'a.csv',
      generator: 'ctgan',
      rows: '${ROWS}',
      seed: 3,
      privacy: 'high',
      output: 'b.csv',
      saveModel: 'c.infer',
      synthetic: 'd.csv',
      holdout: 'e.csv',
      target: ['y'],
      reports: ['f.html'],
      minQuality: 0.9,
      maxDetection: 0.6,
      maxCopyIndex: 0.4,
      maxIdentical: 0,
      columns: {zip: 'categorical', draft: 'drop'},
      options: {epochs: 5, batch: 100},
    }
    const config = configOf(answers, {version: 1})
    const columns = {types: {zip: 'categorical'}, drop: ['draft']}
    expect(config).to.deep.equal({
      version: 1,
      data: 'a.csv',
      generate: {
        generator: 'ctgan',
        rows: '${ROWS}',
        seed: 3,
        privacy: 'high',
        output: 'b.csv',
        'save-model': 'c.infer',
        epochs: 5,
        options: {batch: 100},
        ...columns,
      },
      validate: {
        synthetic: 'd.csv',
        holdout: 'e.csv',
        target: ['y'],
        output: ['f.html'],
        'min-quality': 0.9,
        'max-detection': 0.6,
        'max-copy-index': 0.4,
        'max-identical': 0,
        ...columns,
      },
    })
    expect(answersOf(config)).to.deep.equal(answers)
    expect(configOf(answersOf(config), config)).to.deep.equal(config)
  })

  it('leave alone what they do not speak of', () => {
    const base: Config = {
      version: 1,
      generate: {threads: 2, categorical: 'zip', types: {born: 'datetime'}, options: {epochs: 3}},
      validate: {quick: true, types: {other: 'id'}, output: 'a.html'},
      jobs: {one: {data: 'b.csv'}},
    }
    expect(configOf(answersOf(base), base)).to.deep.equal(base)
    expect(configOf(answersWith(answersOf(base), {rows: 5}), base).generate).to.deep.equal({
      ...base.generate,
      rows: 5,
    })
  })

  it('say one thing of a column, in both sections, whatever was said before', () => {
    const base: Config = {
      version: 1,
      generate: {categorical: ['zip', 'grade'], text: 'remark', types: {born: 'datetime'}},
    }
    const said = {columns: {zip: 'numeric', remark: 'drop', born: undefined}}
    const config = configOf(answersWith(answersOf(base), said), base)
    expect(config.generate).to.deep.equal({
      categorical: ['grade'],
      types: {zip: 'numeric'},
      drop: ['remark'],
    })
    expect(config.validate).to.deep.equal({types: {zip: 'numeric'}, drop: ['remark']})
  })

  it('leave the options of another generator behind', () => {
    const base: Config = {version: 1, generate: {generator: 'ctgan', epochs: 300, options: {batch: 10}}}
    const other = answersWith(answersOf(base), {generator: 'trees', options: {'min-leaf': 5}})
    expect(configOf(other, base).generate).to.deep.equal({generator: 'trees', options: {'min-leaf': 5}})
    const same = answersWith(answersOf(base), {generator: 'ctgan', options: {epochs: 5}})
    expect(configOf(same, base).generate).to.deep.equal({
      generator: 'ctgan',
      epochs: 5,
      options: {batch: 10},
    })
  })

  it('take names that every object has as names of columns', () => {
    const config = configOf({...NONE, columns: {constructor: 'text', toString: 'drop'}}, {version: 1})
    expect(config.generate).to.deep.equal({types: {constructor: 'text'}, drop: ['toString']})
    expect(configOf(NONE, config)).to.deep.equal({version: 1, generate: {}, validate: {}})
  })
})
