// What runs: machines, containers, jobs, functions.
import type {FieldSpec} from '../field.ts'

const env: FieldSpec = {
  type: 'map',
  summary: 'environment variables; ${secret:NAME} and ${resource.output} are filled in',
  of: {type: 'string', summary: 'value'},
}
const image: FieldSpec = {
  type: 'string',
  format: 'image',
  required: true,
  summary: 'container image with its tag or digest',
}
const command: FieldSpec = {
  type: 'list',
  summary: 'what to run in place of the image’s own',
  of: {type: 'string', summary: 'word'},
}
const cpu = (value: number): FieldSpec => ({
  type: 'number',
  min: 0.25,
  max: 96,
  default: value,
  unit: 'vCPU',
  summary: 'processors',
})
const memory = (value: number): FieldSpec => ({
  type: 'number',
  min: 0.25,
  max: 768,
  default: value,
  unit: 'GiB',
  summary: 'memory',
})
const subnet: FieldSpec = {
  type: 'string',
  refersTo: ['network.subnet'],
  effect: 'replace',
  summary: 'subnet it stands in',
}
const securityGroups: FieldSpec = {
  type: 'list',
  summary: 'who may reach it',
  of: {type: 'string', refersTo: ['network.securityGroup'], summary: 'security group'},
}
const identity: FieldSpec = {
  type: 'string',
  refersTo: ['security.identity'],
  summary: 'identity whose rights it has',
}
const secrets: FieldSpec = {
  type: 'map',
  summary: 'secrets it sees as environment variables, by their names',
  of: {type: 'string', refersTo: ['security.secret'], summary: 'secret'},
}

export const COMPUTE = {
  'compute.vm': {
    summary: 'virtual machine',
    holdsData: false,
    fields: {
      cpu: cpu(2),
      memory: memory(4),
      image: {type: 'string', default: 'debian-12', effect: 'replace', summary: 'operating system'},
      disk: {type: 'integer', min: 8, max: 16_384, default: 20, unit: 'GiB', summary: 'system disk'},
      subnet,
      securityGroups,
      identity,
      publicAddress: {
        type: 'boolean',
        default: false,
        effect: 'replace',
        summary: 'reachable from the internet',
      },
      startup: {type: 'string', effect: 'replace', summary: 'shell script run once, at first start'},
      sshKeys: {
        type: 'list',
        of: {type: 'string', summary: 'public key'},
        summary: 'public keys that may log in',
      },
    },
    outputs: {address: 'private address', publicAddress: 'public address, if any'},
  },
  'compute.container': {
    summary: 'service of containers that stays up',
    holdsData: false,
    fields: {
      image,
      command,
      env,
      secrets,
      cpu: cpu(1),
      memory: memory(2),
      port: {type: 'integer', min: 1, max: 65_535, summary: 'port it listens on'},
      replicas: {type: 'integer', min: 0, max: 100, default: 1, summary: 'copies kept running'},
      scaleToZero: {type: 'boolean', default: false, summary: 'none runs while nobody asks'},
      healthPath: {
        type: 'string',
        pattern: '/.*',
        default: '/livez',
        summary: 'path that answers 200 when it is well',
      },
      subnet,
      securityGroups,
      identity,
    },
    outputs: {url: 'where it answers'},
  },
  'compute.job': {
    summary: 'containers that run to their end, now or by a schedule',
    holdsData: false,
    fields: {
      image,
      command,
      env,
      secrets,
      cpu: cpu(1),
      memory: memory(2),
      schedule: {type: 'string', summary: 'when, in cron’s five fields and UTC; once by default'},
      timeout: {
        type: 'integer',
        min: 1,
        max: 604_800,
        default: 3600,
        unit: 'seconds',
        summary: 'longest run',
      },
      retries: {type: 'integer', min: 0, max: 10, default: 3, summary: 'tries after a failure'},
      subnet,
      identity,
    },
    outputs: {name: 'name to start it by'},
  },
  'compute.function': {
    summary: 'code that runs when it is called',
    holdsData: false,
    fields: {
      image,
      env,
      secrets,
      memory: memory(0.5),
      timeout: {type: 'integer', min: 1, max: 900, default: 60, unit: 'seconds', summary: 'longest call'},
      identity,
    },
    outputs: {url: 'where it is called'},
  },
} as const
