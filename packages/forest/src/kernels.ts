// The door to kernels.wasm: the inner loops of growing and drawing, and the memory they work on.
import {readFileSync} from 'node:fs'

/** Numbers are addresses in the memory unless kernels/*.ts says otherwise. */
export interface Kernels {
  rowsByLeaf(
    nodes: number,
    root: number,
    sets: number,
    bins: number,
    stride: number,
    rows: number,
    scratch: number,
  ): number
  drawCodes(
    nodes: number,
    sets: number,
    entry: number,
    cumulative: number,
    leafCodes: number,
    slopeFeature: number,
    slope: number,
    centre: number,
    bins: number,
    codes: number,
    stride: number,
    rows: number,
    words: number,
    out: number,
    scratch: number,
  ): void
  addScores(
    nodes: number,
    root: number,
    sets: number,
    values: number,
    bins: number,
    stride: number,
    rows: number,
    scores: number,
    scratch: number,
  ): void
}

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

export function planWorkspace(): Plan {
  let end = FIRST
  return {
    reserve(kind, length) {
      const address = end
      end += Math.ceil((length * kind.BYTES_PER_ELEMENT) / ALIGN) * ALIGN
      return {kind, length, address}
    },
    open() {
      module ??= new WebAssembly.Module(readFileSync(new URL('../dist/kernels.wasm', import.meta.url)))
      const memory = new WebAssembly.Memory({initial: Math.ceil(end / PAGE)})
      const {exports} = new WebAssembly.Instance(module, {env: {memory, abort}})
      return {
        kernels: exports as Kernels,
        arrayAt: ({kind, address, length}) => new kind(memory.buffer, address, length),
      }
    },
  }
}

function abort(): never {
  throw new Error('a kernel stopped')
}
