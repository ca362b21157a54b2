#!/usr/bin/env node
// `infer-sandbox`: the cloud as a process of its own, which outlives whoever calls it and its own restart.
import {resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {cloudOver} from '../cloud/cloud.ts'
import {folderStore} from '../cloud/folder-store.ts'
import {startServer} from './start-server.ts'

const HELP = `infer-sandbox: a make-believe cloud for infer deploy

  --folder FOLDER  where it keeps its state (.infer/sandbox)
  --port PORT      port of 127.0.0.1 it listens on; 0 for any that is free (4310)

Dials and log: GET and PUT /control/dials, GET and DELETE /control/calls, GET /control/things, POST /control/reset
`

try {
  const {values} = parseArgs({
    options: {
      folder: {type: 'string', default: '.infer/sandbox'},
      port: {type: 'string', default: '4310'},
      help: {type: 'boolean', short: 'h', default: false},
    },
  })
  if (values.help) process.stdout.write(HELP)
  else {
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Error(`--port should be a whole number from 0 to 65535, was ${values.port}`)
    const cloud = cloudOver(folderStore(resolve(values.folder)), Date.now)
    const {endpoint, close} = await startServer(cloud, port)
    process.stdout.write(`${endpoint}\n`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
  }
} catch (error) {
  process.stderr.write(`infer-sandbox: ${(error as Error).message}\n`)
  process.exitCode = 2
}
