// Cuts JSON into its records without parsing them: the objects of one list, or objects one after the other, as in NDJSON.
import {jsonFault} from './faults.ts'

/** A record longer than this is none. */
const MOST_RECORD_BYTES = 64 << 20

/** Brackets within brackets. */
const MOST_LEVELS = 1000

export interface RecordBytes {
  readonly bytes: Buffer
  /** Line of the file that it begins in, from 1. */
  readonly line: number
}

export interface Splitter {
  /** Whether the records stand in one list; undefined before the first byte that counts. */
  readonly inList: boolean | undefined
  /** Records that end within the bytes given so far. The bytes of a record are good until the next call. */
  push(chunk: Buffer): Generator<RecordBytes>
  /** @throws InferError INFER_JSON_SYNTAX when something is left open */
  end(): void
}

const [SPACE, TAB, LF, CR, QUOTE, COMMA] = [0x20, 0x09, 0x0a, 0x0d, 0x22, 0x2c]
const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, BACKSLASH] = [0x7b, 0x7d, 0x5b, 0x5d, 0x5c]

/** @throws InferError INFER_JSON_SYNTAX where something else than an object stands between records */
export function splitRecords(name: string): Splitter {
  let inList: boolean | undefined
  let closed = false
  let comma = true
  let line = 1
  let kept: Buffer[] = []
  let keptBytes = 0
  let began = 1
  let depth = 0
  let inString = false
  let escaped = false

  function between(byte: number): void {
    if (byte === SPACE || byte === TAB || byte === CR || byte === LF) return
    if (!closed && byte === OPEN_LIST && inList === undefined) {
      inList = true
      comma = true
    } else if (!closed && byte === COMMA && inList === true && !comma) comma = true
    else if (!closed && byte === CLOSE_LIST && inList === true) closed = true
    else throw jsonFault.notARecord(name, line, byte)
  }

  return {
    get inList() {
      return inList
    },
    *push(chunk) {
      let start = 0
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i]!
        if (byte === LF) line++
        if (depth === 0) {
          if (byte !== OPEN || closed || (inList === true && !comma)) {
            between(byte)
            continue
          }
          inList ??= false
          comma = false
          depth = 1
          start = i
          began = line
        } else if (inString) {
          if (escaped) escaped = false
          else if (byte === BACKSLASH) escaped = true
          else if (byte === QUOTE) inString = false
        } else if (byte === QUOTE) inString = true
        else if (byte === OPEN || byte === OPEN_LIST) {
          if (++depth > MOST_LEVELS) throw jsonFault.tooDeep(name, line, MOST_LEVELS)
        } else if (byte === CLOSE || byte === CLOSE_LIST) {
          depth--
          if (depth > 0) continue
          const last = chunk.subarray(start, i + 1)
          yield {bytes: kept.length === 0 ? last : Buffer.concat([...kept, last]), line: began}
          kept = []
          keptBytes = 0
        }
      }
      if (depth === 0) return
      // The chunk's bytes are only good until the next one comes.
      kept.push(Buffer.from(chunk.subarray(start)))
      keptBytes += chunk.length - start
      if (keptBytes > MOST_RECORD_BYTES) throw jsonFault.tooLong(name, began, MOST_RECORD_BYTES)
    },
    end() {
      if (depth > 0) throw jsonFault.cutOff(name, began)
      if (inList === true && !closed) throw jsonFault.openList(name, line)
    },
  }
}
