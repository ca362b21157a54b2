// kernels.wasm is made anew with a new compiler.
import {readFileSync} from 'node:fs'
import {expect} from 'chai'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

describe('the kernels', () => {
  it('are stamped with the version of the compiler that made them', () => {
    const {version} = JSON.parse(read('node_modules/assemblyscript/package.json')) as {version: string}
    expect(read('packages/forest/dist/kernels.wasm.sources')).to.match(
      new RegExp(`^[0-9a-f]{64} assemblyscript ${version.replaceAll('.', '\\.')}$`),
    )
  })
})
