// Prints the seconds `fit` of the default generator takes for a table, read and encoded before the clock starts.
// node bench/fit-seconds.mjs TABLE THREADS
import {completeOptions} from '@inferloop/contract'
import {readTable} from '@inferloop/files'
import {createRandom} from '@inferloop/random'
import {encodeTable, inferSchema} from '@inferloop/table'
import offer from '../plugins/generator-trees/dist/hooks/generators.js'

const [path, threads] = process.argv.slice(2)
const {signal} = new AbortController()
const [descriptor] = await offer()
const generator = await descriptor.load()
const source = await readTable({path}, {signal})
const table = encodeTable(source, inferSchema(source, {privacy: 'default'}))
const options = completeOptions(descriptor.name, descriptor.options, {}, 'default')
const run = {random: createRandom(1), signal, threads: Number(threads), progress: () => {}, log: () => {}}
const start = performance.now()
await generator.fit(table, options, run)
console.log((performance.now() - start) / 1000)
process.exit()
