// Makes networks in a folder's cloud, one after the other, and says the id of each as soon as it knows it.
import {writeSync} from 'node:fs'
import {sandbox} from '../src/index.ts'
import {callFor, realClock, testIo} from './world.ts'

const [folder, name, most = '100000'] = process.argv.slice(2)
const connection = await sandbox.connect({folder: folder!}, testIo({clock: realClock}))
const driver = connection.drivers.get('storage.block')!
for (let n = 0; n < Number(most); n++) {
  const {value} = await driver.create(callFor(realClock, `${name}x${n}`), {size: 1}).next()
  writeSync(1, `${(value as {id: string}).id}\n`)
}
