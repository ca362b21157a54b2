import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {emit, input, neg} from '../src/index.ts'
import {loadRuntime, openSession} from '../src/session.ts'

interface Failure {
  readonly code?: string
  readonly message?: string
  readonly suggestions?: readonly string[]
  readonly cause?: unknown
}

const failureOf = (error: unknown, platform: string): Promise<Failure> =>
  loadRuntime(() => Promise.reject(error), platform).then(
    () => ({}),
    (failure: unknown) => failure as Failure,
  )

describe('a session', () => {
  it('runs a model', async () => {
    const session = await openSession(emit({y: neg(input('x', [2]))}), {threads: 2})
    const {y} = await session.run({x: session.tensor(Float32Array.of(1, 2), [2], 'float32')})
    expect(y!.data).to.deep.equal(Float32Array.of(-1, -2))
    await session.close()
  })

  it('uses the processor alone, and as many threads as it is told', async () => {
    const seen: unknown[] = []
    const runtime = {
      InferenceSession: {create: (_: unknown, options: unknown) => Promise.resolve(seen.push(options))},
    }
    await openSession(new Uint8Array(), {threads: 3}, () => Promise.resolve(runtime as never))
    await openSession(new Uint8Array(), {}, () => Promise.resolve(runtime as never))
    const facts = (seen as Record<string, unknown>[]).map(one => [
      one['executionProviders'],
      one['intraOpNumThreads'],
    ])
    expect(facts).to.deep.equal([
      [['cpu'], 3],
      [['cpu'], 1],
    ])
  })

  it('says what to install where onnxruntime-node is missing', async () => {
    const missing = Object.assign(new Error("Cannot find package 'onnxruntime-node' imported from here"), {
      code: 'ERR_MODULE_NOT_FOUND',
    })
    const failure = await failureOf(missing, 'linux-x64')
    expect(failure.code).to.equal('INFER_ONNX_UNAVAILABLE')
    expect(failure.message).to.equal(
      'Neural networks need onnxruntime-node, which is not installed (this is linux-x64).',
    )
    expect(failure.suggestions).to.deep.equal(['npm install onnxruntime-node'])
    expect(failure.cause).to.equal(missing)
  })

  it('names platform and reason where the library cannot be loaded', async () => {
    const alpine = await failureOf(
      new Error('ld-linux-x86-64.so.2: cannot open shared object file\nmore'),
      'linux-x64',
    )
    expect(alpine.message).to.equal(
      'Neural networks need onnxruntime-node, which cannot be loaded on linux-x64: ld-linux-x86-64.so.2: cannot open shared object file.',
    )
    expect(alpine.suggestions?.[0]).to.include('glibc')
    const intel = await failureOf(
      new Error("Cannot find module '../bin/napi-v6/darwin/x64/onnxruntime_binding.node'"),
      'darwin-x64',
    )
    expect(intel.code).to.equal('INFER_ONNX_UNAVAILABLE')
    expect(intel.message).to.include('darwin-x64')
    expect(intel.suggestions?.[0]).to.include('darwin-arm64')
    const windows = await failureOf(new Error('The specified module could not be found.'), 'win32-x64')
    expect(windows.suggestions?.[0]).to.include('Visual C++')
    for (const {message, suggestions} of [alpine, intel, windows])
      expect([message, ...suggestions!].join(' ')).to.not.match(/generator|trees/)
  })

  it('is what loads the native library: building and writing graphs do not', () => {
    const program = `
      import {emit, input, neg, openModel} from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)}
      import {registerHooks} from 'node:module'
      registerHooks({
        resolve(specifier, context, next) {
          if (specifier === 'onnxruntime-node') throw Object.assign(new Error("Cannot find package 'onnxruntime-node'"), {code: 'ERR_MODULE_NOT_FOUND'})
          return next(specifier, context)
        },
      })
      const outputs = {y: neg(input('x', [2]))}
      console.log(emit(outputs).length > 50)
      await openModel(outputs).catch(error => console.log(error.code, error.suggestions[0]))
    `
    const {stdout, stderr} = spawnSync(
      process.execPath,
      ['--conditions=inferloop-source', '--input-type=module', '--eval', program],
      {encoding: 'utf8', cwd: fileURLToPath(new URL('..', import.meta.url))},
    )
    expect(stdout, stderr).to.equal('true\nINFER_ONNX_UNAVAILABLE npm install onnxruntime-node\n')
  })
})
