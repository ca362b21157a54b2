// Whatever a program does to a secret before it prints it, it is not shown.
import {expect} from 'chai'
import fc from 'fast-check'
import {secretKeeper} from '../../src/services/deploy/secret-keeper.ts'

const broken = (text: string, width: number): string =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? ''

const CODINGS: Readonly<Record<string, (value: string) => string>> = {
  plain: value => value,
  json: value => JSON.stringify({deep: [value]}),
  address: value => `https://h/?t=${encodeURIComponent(value)}`,
  base64: value => Buffer.from(value).toString('base64'),
  'base64 within more': value => Buffer.from(`user:${value}@host`).toString('base64'),
  base64url: value => Buffer.from(value).toString('base64url'),
  'base64 in lines of 76': value => broken(Buffer.from(value).toString('base64'), 76),
  'base64 in lines of 64': value => broken(Buffer.from(value).toString('base64'), 64),
  hex: value => Buffer.from(value).toString('hex'),
  'hex in lines of 60': value => broken(Buffer.from(value).toString('hex'), 60),
}

/** Whether a run of the coded text as long as it takes to be of use is still there. */
function leaks(shown: string, coded: string): boolean {
  const length = Math.min(12, coded.length)
  for (let at = 0; at + length <= coded.length; at++) {
    const part = coded.slice(at, at + length)
    if (!part.includes('\n') && shown.includes(part)) return true
  }
  return false
}

describe('a secret', () => {
  for (const [name, code] of Object.entries(CODINGS))
    it(`is hidden as ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({minLength: 16, maxLength: 300, unit: 'grapheme-ascii'}), async value => {
          fc.pre(new Set(value).size > 6)
          const keeper = secretKeeper({TOKEN: value})
          await keeper.secret('TOKEN')
          const shown = keeper.hide(`before ${code(value)} after`)
          const itself = name.startsWith('base64 within')
            ? Buffer.from(value).toString('base64')
            : code(value)
          const inner = name === 'json' || name === 'address' ? value : itself
          expect(leaks(shown, inner.replace(/=+$/, '')), shown).to.equal(false)
        }),
        {numRuns: 60},
      )
    })

  it('is named in its place, and text without it stays', async () => {
    const keeper = secretKeeper({TOKEN: 'swordfish-7', PIN: '123'})
    expect(keeper.hide('swordfish-7')).to.equal('swordfish-7')
    await keeper.secret('TOKEN')
    await keeper.secret('PIN')
    expect(keeper.hide('curl -H swordfish-7 x')).to.equal('curl -H ${secret:TOKEN} x')
    expect(keeper.hide('port 1234')).to.equal('port 1234')
  })

  it('that is not there is named with the command that sets it', async () => {
    const error = await secretKeeper({})
      .secret('API_KEY')
      .catch((caught: unknown) => caught)
    expect(error).to.include({code: 'INFER_STACK'})
    expect((error as {suggestions: string[]}).suggestions).to.deep.equal(['export API_KEY=…'])
  })
})
