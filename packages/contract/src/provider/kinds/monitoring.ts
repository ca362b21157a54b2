// What is measured, written and woken for.
export const MONITORING = {
  'monitor.metrics': {
    summary: 'numbers over time',
    holdsData: false,
    fields: {
      keep: {
        type: 'integer',
        min: 1,
        max: 3650,
        default: 30,
        unit: 'days',
        summary: 'how long they are kept',
      },
      targets: {
        type: 'list',
        of: {
          type: 'string',
          refersTo: ['compute.container', 'compute.vm', 'db.relational', 'db.cache'],
          summary: 'resource',
        },
        summary: 'what is measured',
      },
    },
    outputs: {url: 'where they are looked at'},
  },
  'monitor.logs': {
    summary: 'lines that services write',
    holdsData: false,
    fields: {
      keep: {
        type: 'integer',
        min: 1,
        max: 3650,
        default: 30,
        unit: 'days',
        summary: 'how long they are kept',
      },
      sources: {
        type: 'list',
        of: {
          type: 'string',
          refersTo: ['compute.container', 'compute.vm', 'compute.job', 'compute.function'],
          summary: 'resource',
        },
        summary: 'whose lines',
      },
    },
    outputs: {url: 'where they are read'},
  },
  'monitor.alarm': {
    summary: 'someone is told when a number is out of bounds',
    holdsData: false,
    fields: {
      of: {
        type: 'string',
        refersTo: ['compute.container', 'compute.vm', 'db.relational', 'db.cache', 'queue.jobs'],
        required: true,
        summary: 'resource that is watched',
      },
      metric: {
        type: 'string',
        choices: ['cpu', 'memory', 'errors', 'latency', 'depth', 'disk'],
        required: true,
        summary: 'number that is watched',
      },
      above: {type: 'number', required: true, summary: 'bound; percent, milliseconds or a count'},
      minutes: {
        type: 'integer',
        min: 1,
        max: 1440,
        default: 5,
        unit: 'minutes',
        summary: 'how long it must last',
      },
      email: {type: 'string', format: 'email', summary: 'who is told'},
    },
    outputs: {},
  },
} as const
