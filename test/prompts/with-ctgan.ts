// The generators that come along with infer, and ctgan, which a checkout has beside it.
import {installedGenerators} from '../../src/registry/installed.ts'
import type {Collected} from '../../src/registry/collect.ts'

export async function withCtgan(): Promise<Collected> {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'development'
  try {
    return await installedGenerators()
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}
