// What keeps bytes: objects, files, blocks.
export const STORAGE = {
  'storage.object': {
    summary: 'bucket of objects, private and encrypted',
    holdsData: true,
    fields: {
      versioned: {type: 'boolean', default: true, summary: 'older versions of objects are kept'},
      expireAfter: {
        type: 'integer',
        min: 1,
        max: 36_500,
        unit: 'days',
        summary: 'objects are removed after so long',
      },
      key: {
        type: 'string',
        refersTo: ['security.key'],
        effect: 'replace',
        summary: 'key it is encrypted by; the provider’s own by default',
      },
    },
    outputs: {name: 'bucket', url: 'where objects are put and got'},
  },
  'storage.file': {
    summary: 'file system that several machines mount',
    holdsData: true,
    fields: {
      size: {type: 'integer', min: 1, max: 65_536, default: 100, unit: 'GiB', summary: 'room'},
      subnet: {
        type: 'string',
        refersTo: ['network.subnet'],
        effect: 'replace',
        summary: 'subnet it is mounted from',
      },
    },
    outputs: {address: 'where it is mounted from', path: 'exported path'},
  },
  'storage.block': {
    summary: 'disk of one machine',
    holdsData: true,
    fields: {
      size: {
        type: 'integer',
        min: 1,
        max: 65_536,
        required: true,
        unit: 'GiB',
        summary: 'room; never less than before',
      },
      machine: {type: 'string', refersTo: ['compute.vm'], summary: 'machine it is attached to'},
      snapshot: {type: 'string', effect: 'createOnly', summary: 'snapshot it begins as'},
    },
    outputs: {device: 'name of the device in the machine'},
  },
} as const
