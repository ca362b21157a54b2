import {expect} from 'chai'
import {ERRORS, errorCode, EXIT, InferError} from '../src/index.ts'

describe('InferError', () => {
  const cause = new Error('ENOENT')
  const error = new InferError('INFER_FILE_MISSING', {
    message: 'There is no file data.csv.',
    suggestions: ['infer generate other.csv'],
    cause,
  })

  it('carries what oclif prints and the exit status of its code', () => {
    expect(error).to.include({message: 'There is no file data.csv.', code: 'INFER_FILE_MISSING', cause})
    expect(error.suggestions).to.deep.equal(['infer generate other.csv'])
    expect(error.oclif).to.deep.equal({exit: 2})
  })

  it('ends every code in a status of the tool', () => {
    expect(Object.values(EXIT)).to.include.members(Object.values(ERRORS))
  })
})

describe('errorCode', () => {
  it('knows an error of another copy of the package by its code', () => {
    expect(errorCode(Object.assign(new Error('damaged'), {code: 'INFER_MODEL_DAMAGED'}))).to.equal(
      'INFER_MODEL_DAMAGED',
    )
  })

  it('does not take other errors for ours', () => {
    expect(errorCode(Object.assign(new Error('no'), {code: 'ENOENT'}))).to.equal(undefined)
    expect(errorCode(Object.assign(new Error('no'), {code: 'toString'}))).to.equal(undefined)
    expect(errorCode(undefined)).to.equal(undefined)
  })
})
