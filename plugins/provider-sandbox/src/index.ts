// The sandbox as a provider, and its cloud for tests: in memory, in a folder, or as a server of this process.
export {sandbox} from './connect.ts'
export {ACTIONS, DIALS, FAULTS, type ActionName, type Dials, type FaultName, type Rule} from './dials.ts'
export {cloudFetch} from './cloud/cloud-fetch.ts'
export {
  cloudOver,
  createCloud,
  type Cloud,
  type CloudOptions,
  type Store,
  type TrueThing,
} from './cloud/cloud.ts'
export {folderStore} from './cloud/folder-store.ts'
export type {CallRecord, CloudState, CloudThing} from './cloud/state.ts'
export {startServer, type RunningServer} from './server/start-server.ts'
