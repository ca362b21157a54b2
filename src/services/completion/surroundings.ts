// What completions are made of, looked up on this machine; what fails is offered nothing of. Each part is loaded when it is asked for.
import type {HookRunner} from '../../registry/collect.ts'
import type {Surroundings} from './candidates.ts'
import type {CommandFacts} from './command-line.ts'

export const surroundings = (
  config: HookRunner & {readonly commands: readonly CommandFacts[]},
  folder: string,
): Surroundings => ({
  commands: config.commands,
  async generators() {
    const {collectGenerators} = await import('../../registry/collect.ts')
    return (await collectGenerators(config)).offers.map(({descriptor}) => descriptor)
  },
  async columns(path) {
    const {columnsOf} = await import('./columns-of.ts')
    return columnsOf(path)
  },
  async configured() {
    try {
      const {openConfig} = await import('@inferloop/config')
      const {jobs, leavesOf} = await openConfig({folder, environment: process.env})
      const data = (await leavesOf('generate')).find(({key}) => key[0] === 'data')?.value
      return typeof data === 'string' ? {jobs, data} : {jobs}
    } catch {
      return {jobs: []}
    }
  },
})
