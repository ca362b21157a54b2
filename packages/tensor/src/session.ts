// The door to onnxruntime-node, whose native library is loaded when the first session opens, not before.
import {InferError} from '@inferloop/contract'
import type * as Runtime from 'onnxruntime-node'
import type {DType, Values} from './dtype.ts'

/** A tensor of the runtime: what one run gave can be handed to the next as it is. */
export type NativeTensor = Runtime.Tensor

export interface SessionOptions {
  /** Threads within one operator, 1 by default. Another number may give other bits. */
  readonly threads?: number
}

/** A model the runtime has prepared. */
export interface Session {
  /** A tensor over `values`, which is not copied: what is written there later is what the runtime sees. */
  readonly tensor: (values: Values, shape: readonly number[], dtype: DType) => NativeTensor
  /** Outputs by name. The thread waits until they are there. */
  readonly run: (
    feeds: Readonly<Record<string, NativeTensor>>,
  ) => Promise<Readonly<Record<string, NativeTensor>>>
  readonly close: () => Promise<void>
}

/**
 * Prepares an ONNX model on the CPU. Numbers too small for full precision count as 0, which keeps products fast.
 *
 * @throws InferError INFER_ONNX_UNAVAILABLE when onnxruntime-node is missing or cannot be loaded
 */
export async function openSession(
  model: Uint8Array,
  {threads = 1}: SessionOptions = {},
  load: typeof loadRuntime = loadRuntime,
): Promise<Session> {
  const runtime = await load()
  const session = await runtime.InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 3,
    extra: {session: {set_denormal_as_zero: '1'}},
  })
  return {
    tensor: (values, shape, dtype) => new runtime.Tensor(dtype, values as Float32Array, shape),
    run: feeds => session.run(feeds),
    close: () => session.release(),
  }
}

/** onnxruntime-node 1.30 carries libraries for these. */
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64', 'win32-arm64']

/** @throws InferError INFER_ONNX_UNAVAILABLE */
export async function loadRuntime(
  load: () => Promise<typeof Runtime> = () => import('onnxruntime-node'),
  platform = `${process.platform}-${process.arch}`,
): Promise<typeof Runtime> {
  try {
    const loaded = await load()
    // CommonJS: under import its exports are the default.
    return (loaded as unknown as {readonly default?: typeof Runtime}).default ?? loaded
  } catch (error) {
    throw unavailable(error, platform)
  }
}

function unavailable(cause: unknown, platform: string): InferError {
  const [reason] = String(cause instanceof Error ? cause.message : cause).split('\n')
  const isMissing =
    (cause as {code?: unknown} | null)?.code === 'ERR_MODULE_NOT_FOUND' && /onnxruntime-node'/.test(reason!)
  const advice = isMissing
    ? 'npm install onnxruntime-node'
    : PLATFORMS.includes(platform)
      ? platform.startsWith('linux')
        ? 'use a Linux with glibc 2.28 or newer (not Alpine), then: npm install --force onnxruntime-node'
        : 'npm install --force onnxruntime-node, and on Windows the Visual C++ Redistributable (https://aka.ms/vs/17/release/vc_redist.x64.exe)'
      : `use one of ${PLATFORMS.join(', ')}`
  return new InferError('INFER_ONNX_UNAVAILABLE', {
    message: `Neural networks need onnxruntime-node, which ${isMissing ? 'is not installed' : `cannot be loaded on ${platform}: ${reason}`}${isMissing ? ` (this is ${platform})` : ''}.`,
    suggestions: [advice],
    cause,
  })
}
