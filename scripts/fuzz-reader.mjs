// The child of scripts/fuzz.mjs: learns the files it is told, and says how each ended.
import {generate} from '@inferloop/cli'

const OPTIONS = {rows: 20, card: false, force: true, threads: 1, format: 'csv', maxUnpacked: 2 ** 28}

process.on('message', ({path, output, end}) => {
  if (end === true) process.exit(0)
  void outcomeOf(path, output).then(outcome => process.send({...outcome, rss: process.memoryUsage.rss()}))
})

async function outcomeOf(input, output) {
  try {
    await generate({input, output, ...OPTIONS})
    return {code: 'done'}
  } catch (error) {
    if (error.suggestions !== undefined) return {code: error.code, message: error.message}
    return {code: 'INFER_BUG', message: String(error.stack).split('\n').slice(0, 4).join(' | ')}
  }
}
