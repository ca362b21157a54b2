// Databases and queues.
import type {FieldSpec} from '../field.ts'

const subnets: FieldSpec = {
  type: 'list',
  of: {type: 'string', refersTo: ['network.subnet'], summary: 'subnet'},
  effect: 'replace',
  summary: 'subnets it stands in',
}
const securityGroups: FieldSpec = {
  type: 'list',
  of: {type: 'string', refersTo: ['network.securityGroup'], summary: 'security group'},
  summary: 'who may reach it',
}

export const DATABASE = {
  'db.relational': {
    summary: 'PostgreSQL',
    holdsData: true,
    fields: {
      version: {
        type: 'string',
        choices: ['15', '16', '17', '18'],
        default: '17',
        summary: 'major version; never less than before',
      },
      cpu: {type: 'number', min: 1, max: 96, default: 2, unit: 'vCPU', summary: 'processors'},
      memory: {type: 'number', min: 1, max: 768, default: 4, unit: 'GiB', summary: 'memory'},
      size: {
        type: 'integer',
        min: 10,
        max: 65_536,
        default: 20,
        unit: 'GiB',
        summary: 'room; never less than before',
      },
      database: {
        type: 'string',
        format: 'slug',
        default: 'infer',
        effect: 'replace',
        summary: 'name of the database',
      },
      user: {
        type: 'string',
        format: 'slug',
        default: 'infer',
        effect: 'replace',
        summary: 'name of its owner',
      },
      password: {
        type: 'string',
        refersTo: ['security.secret'],
        required: true,
        summary: 'secret with the owner’s password',
      },
      backups: {
        type: 'integer',
        min: 0,
        max: 35,
        default: 7,
        unit: 'days',
        summary: 'how long backups are kept',
      },
      standby: {type: 'boolean', default: false, summary: 'a second copy in another zone'},
      subnets,
      securityGroups,
    },
    outputs: {host: 'host', port: 'port', database: 'name of the database', user: 'name of its owner'},
  },
  'db.document': {
    summary: 'documents by key',
    holdsData: true,
    fields: {
      partitionKey: {
        type: 'string',
        default: 'id',
        effect: 'replace',
        summary: 'attribute documents are found by',
      },
      sortKey: {type: 'string', effect: 'replace', summary: 'attribute they are sorted by'},
      backups: {type: 'boolean', default: true, summary: 'restorable to any moment of the last weeks'},
    },
    outputs: {name: 'table or collection', url: 'where it answers'},
  },
  'db.cache': {
    summary: 'Valkey or Redis that loses nothing: noeviction and append-only file',
    holdsData: true,
    fields: {
      memory: {type: 'number', min: 0.25, max: 768, default: 1, unit: 'GiB', summary: 'memory'},
      eviction: {
        type: 'string',
        choices: ['noeviction', 'allkeys-lru'],
        default: 'noeviction',
        summary: 'what becomes of old keys when memory is full; queues need noeviction',
      },
      appendOnly: {type: 'boolean', default: true, summary: 'writes survive a restart'},
      standby: {type: 'boolean', default: false, summary: 'a second copy takes over'},
      subnets,
      securityGroups,
    },
    outputs: {host: 'host', port: 'port'},
  },
  'queue.jobs': {
    summary: 'queue of jobs',
    holdsData: true,
    fields: {
      cache: {
        type: 'string',
        refersTo: ['db.cache'],
        summary: 'cache it stands in, where the provider has no queue of its own',
      },
      keep: {
        type: 'integer',
        min: 1,
        max: 14,
        default: 4,
        unit: 'days',
        summary: 'how long a job waits at most',
      },
      tries: {type: 'integer', min: 1, max: 20, default: 3, summary: 'tries before a job counts as failed'},
    },
    outputs: {name: 'name of the queue', url: 'where it answers'},
  },
} as const
