// The few records of the zip format that we read (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16).

export const LOCAL = {signature: 0x04034b50, bytes: 30} as const
export const CENTRAL = {signature: 0x02014b50, bytes: 46} as const
export const END = {signature: 0x06054b50, bytes: 22, maxComment: 0xffff} as const

/** What an entry's two headers say alike. */
export interface Header {
  readonly flags: number
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
  readonly nameBytes: number
  readonly extraBytes: number
}

/** The fields a local and a central header share, from where their run of them begins. */
export function header(view: DataView, at: number): Header {
  return {
    flags: view.getUint16(at, true),
    method: view.getUint16(at + 2, true),
    crc: view.getUint32(at + 8, true),
    packedBytes: view.getUint32(at + 12, true),
    bytes: view.getUint32(at + 16, true),
    nameBytes: view.getUint16(at + 20, true),
    extraBytes: view.getUint16(at + 22, true),
  }
}

export const FLAG = {encrypted: 0x1, sizesFollow: 0x8} as const

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
