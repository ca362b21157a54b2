// Rows per second at which polars writes a table from memory to a CSV, best of three: node bench/write-rate.mjs FILE OUT
import pl from 'nodejs-polars'

const [file, out] = process.argv.slice(2)
const frame = pl.readCSV(file)
let best = Number.POSITIVE_INFINITY
for (let turn = 0; turn < 3; turn++) {
  const begun = performance.now()
  frame.writeCSV(out)
  best = Math.min(best, performance.now() - begun)
}
console.log(frame.height / (best / 1000))
