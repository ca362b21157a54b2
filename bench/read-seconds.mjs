// Seconds to read a CSV to codes and typed arrays, in a process of its own: node bench/read-seconds.mjs infer|polars FILE THREADS
const [who, file, threads] = process.argv.slice(2)

const readers = {
  async infer() {
    const {readTable} = await import('../packages/files/dist/index.js')
    const options = {
      signal: new AbortController().signal,
      threads: Number(threads),
      progress: () => undefined,
      log: () => undefined,
    }
    return async () => (await readTable({path: file}, options)).rows
  },
  async polars() {
    const {default: pl} = await import('nodejs-polars')
    return async () => {
      const frame = pl.readCSV(file)
      const texts = []
      for (const name of frame.columns) {
        const series = frame.getColumn(name)
        if (String(series.dtype).includes('Utf8') || String(series.dtype).includes('String')) texts.push(name)
        else
          frame
            .select(pl.col(name).cast(pl.Float64).fillNull(pl.lit(Number.NaN)))
            .getColumn(name)
            .toTypedArray()
      }
      if (texts.length > 0)
        pl.DataFrame(texts.map(name => frame.getColumn(name).rechunk().cast(pl.Categorical))).writeIPC()
      return frame.height
    }
  },
}

const read = await readers[who]()
const begun = performance.now()
await read()
console.log((performance.now() - begun) / 1000)
