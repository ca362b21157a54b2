// defineConfig gives types: what the compiler refuses here, `npm run lint` checks.
import {defineConfig} from '@inferloop/config'
import {expect} from 'chai'

describe('defineConfig', () => {
  it('gives back what it was given', () => {
    const config = {version: 1, data: 'a.csv', generate: {rows: 3, types: {a: 'id'}, drop: ['x']}} as const
    expect(defineConfig({...config, generate: {...config.generate, drop: ['x']}})).to.deep.equal(config)
  })

  it('knows keys and types', () => {
    // @ts-expect-error a number is wanted
    defineConfig({version: 1, generate: {rows: 'many'}})
    // @ts-expect-error there is no such key
    defineConfig({version: 1, generate: {row: 3}})
    // @ts-expect-error there is no such level
    defineConfig({version: 1, jobs: {a: {generate: {privacy: 'none'}}}})
    // @ts-expect-error the version is needed
    defineConfig({generate: {}})
  })
})
