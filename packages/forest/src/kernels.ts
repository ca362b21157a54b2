// The door to kernels.wasm: the inner loops of growing and drawing, and the memory they work on.
import {readFileSync} from 'node:fs'

/** Kernels by name: kernels/*.ts says what they do and what their arguments are. Numbers are addresses in the memory, counts, or what is said there. */
export interface Kernels {
  rowsByLeaf(...args: Numbers<8>): number
  drawCodes(...args: Numbers<15>): void
  addScores(...args: Numbers<9>): void
  partByBin(...args: Numbers<5>): number
  partBySet(...args: Numbers<5>): number
  buildMoments(...args: Numbers<8>): void
  subtractMoments(...args: Numbers<3>): void
  findMoments(...args: Numbers<16>): number
  findClasses(...args: Numbers<9>): number
  buildGradients(...args: Numbers<10>): void
  subtractGradients(...args: Numbers<3>): void
  findGradients(...args: Numbers<11>): void
  addValue(...args: Numbers<4>): void
}

/** As many numbers. */
type Numbers<N extends number, All extends number[] = []> = All['length'] extends N
  ? All
  : Numbers<N, [...All, number]>

type TypedArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array

interface Maker<T> {
  new (buffer: ArrayBuffer, byteOffset: number, length: number): T
  readonly BYTES_PER_ELEMENT: number
}

/** Where an array will stand. */
export interface Place<T extends TypedArray> {
  readonly kind: Maker<T>
  readonly length: number
  readonly address: number
}

/** Addresses given out before there is a memory, so that it need not grow. */
export interface Plan {
  reserve<T extends TypedArray>(kind: Maker<T>, length: number): Place<T>
  /** The memory; everything in it is 0. @throws RangeError beyond 4 GiB */
  open(): Workspace
}

export interface Workspace {
  readonly kernels: Kernels
  arrayAt<T extends TypedArray>(place: Place<T>): T
  /** Gives the memory to whoever opens the next: none of its arrays may be looked at any more. A second call does nothing. */
  close(): void
}

const PAGE = 65_536
/** Addresses of doubles are multiples of this. */
const ALIGN = 8
/** The compiler's own data lies below. */
const FIRST = 1024

/** What Node has of it; the types of TypeScript come with those of a browser only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Memory: new (size: {readonly initial: number}) => {readonly buffer: ArrayBuffer}
  readonly Instance: new (module: object, imports: object) => {readonly exports: unknown}
}

let module: object | undefined

interface Bench {
  readonly kernels: Kernels
  readonly buffer: ArrayBuffer
}

/** Memories that were closed, for jobs that come one after the other; none so large that it would be missed. */
const idle: Bench[] = []
const MOST_IDLE = 2
const MOST_IDLE_BYTES = 2 ** 26

/** WebAssembly has the low byte first, typed arrays have it as the machine does. */
const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1

function takeBench(bytes: number): Bench {
  if (!isLittleEndian) throw new Error('trees need a processor that stores the low byte first')
  const at = idle.findIndex(({buffer}) => buffer.byteLength >= bytes)
  if (at >= 0) {
    const [bench] = idle.splice(at, 1) as [Bench]
    new Uint8Array(bench.buffer, FIRST, bytes - FIRST).fill(0)
    return bench
  }
  module ??= new WebAssembly.Module(readFileSync(new URL('../dist/kernels.wasm', import.meta.url)))
  const memory = new WebAssembly.Memory({initial: Math.ceil(bytes / PAGE)})
  const {exports} = new WebAssembly.Instance(module, {env: {memory, abort}})
  return {kernels: exports as Kernels, buffer: memory.buffer}
}

export function planWorkspace(): Plan {
  let end = FIRST
  return {
    reserve(kind, length) {
      const address = end
      end += Math.ceil((length * kind.BYTES_PER_ELEMENT) / ALIGN) * ALIGN
      return {kind, length, address}
    },
    open() {
      const bench = takeBench(end)
      let isOpen = true
      return {
        kernels: bench.kernels,
        arrayAt: ({kind, address, length}) => new kind(bench.buffer, address, length),
        close() {
          if (!isOpen) return
          isOpen = false
          if (bench.buffer.byteLength > MOST_IDLE_BYTES) return
          idle.unshift(bench)
          idle.length = Math.min(idle.length, MOST_IDLE)
        },
      }
    },
  }
}

function abort(): never {
  throw new Error('a kernel stopped')
}
