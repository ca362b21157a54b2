// Trains without end and keeps a checkpoint after every 3 steps; for a test that kills it. Argument: the checkpoint's path.
import {createRandom} from '@inferloop/random'
import {openTrainer, readCheckpoint, saveCheckpoint} from '../../src/index.ts'
import {busyStep, feed} from '../networks/busy.ts'

const path = process.argv[2]!
const resume = await readCheckpoint(path)
const trainer = await openTrainer(busyStep(), {random: createRandom(11), feed, ...(resume && {resume})})
for (;;) {
  await trainer.run(3)
  await saveCheckpoint(path, trainer.checkpoint())
  process.stdout.write(`${trainer.steps()}\n`)
}
