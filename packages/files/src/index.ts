// Tables from and to files and streams: CSV with its kin, and Parquet.
export {formatOfPath} from './format.ts'
export type {TableInput} from './input.ts'
export {readTable, type ReadOptions} from './read.ts'
export {commitTogether, type Finished} from './output/commit-together.ts'
export {checkDiskSpace} from './output/disk-space.ts'
export {type FileOptions, openFileSink} from './output/file-sink.ts'
export type {Sink} from './output/sink.ts'
export {openTableWriter, type TableOutput, type TableWriter, type WriteOptions} from './write.ts'
