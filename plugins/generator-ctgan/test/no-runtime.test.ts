import {expect} from 'chai'
import {spawnSync} from 'node:child_process'

const urlOf = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href)

describe('without onnxruntime-node', () => {
  it('training says what to install, and which generator needs none', () => {
    const program = `
      import {registerHooks} from 'node:module'
      import {completeOptions} from '@inferloop/contract'
      import {createRandom} from '@inferloop/random'
      import {ctgan} from ${urlOf('../src/ctgan.ts')}
      import {options} from ${urlOf('../src/options.ts')}
      import {towns} from ${urlOf('towns.ts')}
      registerHooks({
        resolve(specifier, context, next) {
          if (specifier === 'onnxruntime-node') throw Object.assign(new Error("Cannot find package 'onnxruntime-node'"), {code: 'ERR_MODULE_NOT_FOUND'})
          return next(specifier, context)
        },
      })
      const run = {random: createRandom(1), signal: new AbortController().signal, threads: 1, progress() {}, log() {}}
      const {code, message, suggestions} = await ctgan.fit(towns(60), completeOptions('ctgan', options, {}, 'default'), run).catch(error => error)
      console.log(JSON.stringify({code, message, suggestions}))
    `
    const {stdout, stderr} = spawnSync(
      process.execPath,
      ['--conditions=inferloop-source', '--input-type=module', '--eval', program],
      {encoding: 'utf8', cwd: import.meta.dirname},
    )
    expect(JSON.parse(stdout || '{}'), stderr).to.deep.equal({
      code: 'INFER_ONNX_UNAVAILABLE',
      message: `Neural networks need onnxruntime-node, which is not installed (this is ${process.platform}-${process.arch}).`,
      suggestions: [
        'npm install onnxruntime-node',
        'or take a generator that needs no neural network: --generator trees',
      ],
    })
  })
}).timeout(30_000)
