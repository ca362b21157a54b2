// The messages of onnx.proto that we write, field numbers as there (ONNX IR version 9). Sub-messages are functions that write.
import {BinaryWriter, WireType} from '@bufbuild/protobuf/wire'
import {type DType, ONNX_TYPE, type Values} from '../dtype.ts'
import {type Length, lengthsOf, type Shape} from '../shape.ts'

type Message = (to: BinaryWriter) => void

export interface NodeMessage {
  readonly op: string
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: readonly Message[]
}

export interface NamedTensor {
  readonly name: string
  readonly shape: Shape
  readonly dtype: DType
}

export interface GraphMessage {
  readonly name: string
  readonly nodes: readonly NodeMessage[]
  readonly initializers: readonly (NamedTensor & {readonly values: Values})[]
  readonly inputs: readonly NamedTensor[]
  readonly outputs: readonly NamedTensor[]
}

const message = (to: BinaryWriter, field: number, write: Message): BinaryWriter => {
  write(to.tag(field, WireType.LengthDelimited).fork())
  return to.join()
}
const text = (to: BinaryWriter, field: number, value: string) =>
  to.tag(field, WireType.LengthDelimited).string(value)
const whole = (to: BinaryWriter, field: number, value: number) => to.tag(field, WireType.Varint).int64(value)

/** TensorProto: 1 dims, 2 data_type, 8 name, 9 raw_data (little-endian). */
const tensor =
  ({name, shape, dtype, values}: NamedTensor & {readonly values: Values}): Message =>
  to => {
    for (const length of lengthsOf(shape)) whole(to, 1, length)
    whole(to, 2, ONNX_TYPE[dtype])
    text(to, 8, name)
    to.tag(9, WireType.LengthDelimited)
    to.bytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  }

/** AttributeProto: 1 name, 2 f, 3 i, 4 s, 6 g, 8 ints, 20 type. `alpha` and `beta` are the real numbers among ours. */
export const attribute =
  (name: string, value: number | string | readonly number[]): Message =>
  to => {
    text(to, 1, name)
    if (typeof value === 'string') {
      text(to, 4, value)
      whole(to, 20, 3)
    } else if (typeof value !== 'number') {
      for (const one of value) whole(to, 8, one)
      whole(to, 20, 7)
    } else if (name === 'alpha' || name === 'beta') {
      to.tag(2, WireType.Bit32).float(value)
      whole(to, 20, 1)
    } else {
      whole(to, 3, value)
      whole(to, 20, 2)
    }
  }

export const graphAttribute =
  (name: string, graph: GraphMessage): Message =>
  to => {
    text(to, 1, name)
    message(to, 6, graphMessage(graph))
    whole(to, 20, 5)
  }

/** NodeProto: 1 input, 2 output, 3 name, 4 op_type, 5 attribute. */
const node =
  ({op, name, inputs, outputs, attributes}: NodeMessage): Message =>
  to => {
    for (const one of inputs) text(to, 1, one)
    for (const one of outputs) text(to, 2, one)
    text(to, 3, name)
    text(to, 4, op)
    for (const one of attributes) message(to, 5, one)
  }

/** ValueInfoProto: 1 name, 2 type → 1 tensor_type → 1 elem_type, 2 shape → 1 dim → 1 dim_value or 2 dim_param. */
const valueInfo =
  ({name, shape, dtype}: NamedTensor): Message =>
  to => {
    const dimension = (length: Length): Message =>
      typeof length === 'string' ? on => text(on, 2, length) : on => whole(on, 1, length)
    const dimensions: Message = on => shape.forEach(length => message(on, 1, dimension(length)))
    const tensorType: Message = on => message(whole(on, 1, ONNX_TYPE[dtype]), 2, dimensions)
    message(text(to, 1, name), 2, on => message(on, 1, tensorType))
  }

/** GraphProto: 1 node, 2 name, 5 initializer, 11 input, 12 output. */
const graphMessage =
  ({name, nodes, initializers, inputs, outputs}: GraphMessage): Message =>
  to => {
    for (const one of nodes) message(to, 1, node(one))
    text(to, 2, name)
    for (const one of initializers) message(to, 5, tensor(one))
    for (const one of inputs) message(to, 11, valueInfo(one))
    for (const one of outputs) message(to, 12, valueInfo(one))
  }

/** ModelProto: 1 ir_version, 2 producer_name, 7 graph, 8 opset_import → 1 domain, 2 version. */
export function modelBytes(graph: GraphMessage, opset: number): Uint8Array<ArrayBuffer> {
  const to = new BinaryWriter()
  text(whole(to, 1, 9), 2, '@inferloop/tensor')
  message(to, 7, graphMessage(graph))
  message(to, 8, on => whole(text(on, 1, ''), 2, opset))
  return to.finish()
}
