// The door to nodejs-polars: loaded when a Parquet file is read or written, never before.
export type Polars = typeof import('nodejs-polars')['default']
export type {DataFrame, DataType, Series} from 'nodejs-polars'

/** `threads` counts only before the first use in a process: polars makes its pool of threads once. */
export async function polars(threads?: number): Promise<Polars> {
  if (threads !== undefined) process.env.POLARS_MAX_THREADS ??= String(threads)
  return (await import('nodejs-polars')).default
}
