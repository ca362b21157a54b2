// What is promised of deployments, and the tests that prove it. Their full form runs with INFER_PROVE=full.
const PROVISION = 'packages/provision/test'

/** `shared`: its cases are shared among processes; `alone`: it looks at a clock, so nothing else runs beside it; `byTests`: not all tests count their cases. */
export const PROOFS = [
  {
    name: 'crash',
    files: [`${PROVISION}/engine/crash.test.ts`],
    shared: true,
    promise: 'A run killed anywhere, and its successor killed again, is ended by the next run',
    tested:
      'create, update, replace, destroy and two rollbacks of 26 resources on a simulated disk and cloud, killed at every point and pair of points',
    figure: '0 orphans, 0 duplicates, 0 stuck',
  },
  {
    name: 'memory',
    files: [`${PROVISION}/state/crash.test.ts`],
    shared: true,
    promise: 'Losing power is no worse than being killed',
    tested:
      'state on a simulated disk that loses what was not flushed in four ways, at every operation and pair of operations',
    figure: '0 entries lost, 0 invented',
  },
  {
    name: 'faults',
    files: [`${PROVISION}/engine/faults.test.ts`],
    shared: true,
    promise:
      'Whatever a provider does to a call, the run ends well or in a named error, and the next ends it',
    tested: '16 faults at every call of five operations',
    figure: '0 errors without a name, 0 orphans',
  },
  {
    name: 'lifecycle',
    files: [`${PROVISION}/engine/lifecycle.test.ts`],
    shared: true,
    promise: 'Any operation on any sound state leaves one, and is ended by the same command',
    tested: 'states, stacks, faults, kills, changes by others and up to three operations, drawn',
    figure: '0 unsound states, 0 data lost, 0 stuck',
  },
  {
    name: 'concurrent',
    files: [`${PROVISION}/state/concurrent.test.ts`],
    shared: true,
    promise: 'Two runs never both write; a live one is never robbed',
    tested:
      '2 to 8 runs in drawn schedules with pauses, sleeps, deaths and removed locks, in a folder and in a simulated object store',
    figure: '0 entries after a takeover, 0 lost, 0 out of order',
  },
  {
    name: 'damage',
    files: [`${PROVISION}/state/damage.test.ts`],
    shared: true,
    promise: 'Damaged state is never read as less',
    tested:
      'every bit of every file changed, every file cut at every length, emptied, removed, lines doubled and left out',
    figure: 'refused, or read as it was',
  },
  {
    name: 'disk',
    files: [`${PROVISION}/state/full-disk.test.ts`],
    promise: 'A full or failing disk loses no resource that was made',
    tested:
      'ENOSPC, EIO, EDQUOT and EMFILE from every operation on and once, with and without a second place; a real small file system',
    figure: '0 unknown resources',
  },
  {
    name: 'kill',
    files: [`${PROVISION}/engine/kill.test.ts`, `${PROVISION}/state/processes.test.ts`],
    shared: true,
    promise: 'The same of real processes on a real disk',
    tested: 'SIGKILL at drawn instants of create, update, replace and destroy against a cloud in a folder',
    figure: '0 orphans, 0 missing, 0 open',
  },
  {
    name: 'conformance',
    files: ['plugins/provider-sandbox/test/conformance.test.ts'],
    promise: 'The provider that comes along keeps the contract',
    tested: 'every case of the suite for every kind, in memory, over HTTP and in a folder',
    figure: 'all cases',
  },
  {
    name: 'commands-kill',
    files: ['test/system/deploy-kill.system.ts', 'test/system/deploy-kill-calls.system.ts'],
    promise: 'The same of the commands, killed from outside',
    tested:
      'SIGKILL at the n-th call of the system that changes a file or sends something, by strace, and at pairs of them; on both sides of each call of the provider',
    figure: 'one more run: 0 orphans, 0 duplicates, 0 stuck',
  },
  {
    name: 'commands-faults',
    files: ['test/system/deploy-faults.system.ts'],
    promise: 'A command ends well or with a code, whatever the cloud does',
    tested: 'every fault of the sandbox at its calls, over HTTP',
    figure: 'one more run is enough',
  },
  {
    name: 'commands-disk',
    files: ['test/system/deploy-disk.system.ts'],
    promise: 'A command on a full or broken disk loses no resource that was made',
    tested: 'ENOSPC and EIO at the n-th call of the system, by strace, once and from then on',
    figure: 'one more run is enough',
  },
  {
    name: 'commands-look',
    files: ['test/system/deploy-purity.system.ts'],
    promise: 'What looks changes nothing',
    tested:
      'plan, dry runs, status, drift, cost, list, validate and providers by strace, of a new stack, of one that is there, of one that was interrupted',
    figure: '0 files opened for writing, 0 changing calls',
  },
  {
    name: 'commands-together',
    byTests: true,
    files: ['test/integration/deploy-concurrent.test.ts', 'test/integration/deploy-again.test.ts'],
    promise: 'Commands on one stack take turns, and a second deployment does nothing',
    tested: 'two at once, stopped holders, killed holders; every template of the sandbox twice',
    figure: 'all cases',
  },
  {
    name: 'looking',
    files: ['test/system/deploy-purity.system.ts'],
    promise: 'Commands that only look change nothing',
    tested: 'calls of the system and of the cloud of every command that looks',
    figure: '0 writes, 0 changing calls',
  },
  {
    name: 'secrets',
    files: ['test/system/deploy-secrets.system.ts'],
    promise: 'No secret is shown or kept anywhere but in the cloud',
    tested:
      '40 planted ones of every look, in all outputs and files of runs that end well, fail and are refused',
    figure: '0 found',
  },
  {
    name: 'speed',
    script: 'bench/deploy-speed.mjs',
    alone: true,
    promise: '500 resources are planned in time',
    tested: 'from what is remembered; and with a look at each, 50 ms a call',
    figure: 'under 1 s; under 3 s',
  },
]
