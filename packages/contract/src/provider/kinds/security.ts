// Who may do what, and what must not be seen.
export const SECURITY = {
  'security.identity': {
    summary: 'identity that things act under',
    holdsData: false,
    fields: {
      allow: {
        type: 'list',
        summary: 'rights it has',
        of: {
          type: 'object',
          summary: 'right',
          fields: {
            to: {
              type: 'string',
              choices: ['read', 'write', 'use'],
              required: true,
              summary: 'what it may do',
            },
            on: {
              type: 'string',
              refersTo: [
                'storage.object',
                'storage.file',
                'security.secret',
                'security.key',
                'db.document',
                'queue.jobs',
              ],
              required: true,
              summary: 'with which resource',
            },
          },
        },
      },
    },
    outputs: {name: 'name of the identity'},
  },
  'security.secret': {
    summary: 'secret kept by the provider',
    holdsData: true,
    fields: {
      value: {
        type: 'string',
        secret: true,
        summary: 'value by reference, ${secret:NAME}; made at random by default',
      },
      length: {
        type: 'integer',
        min: 16,
        max: 128,
        default: 32,
        unit: 'characters',
        effect: 'createOnly',
        summary: 'length of one made at random',
      },
      key: {type: 'string', refersTo: ['security.key'], effect: 'replace', summary: 'key it is encrypted by'},
    },
    outputs: {name: 'name it is fetched by', version: 'version of its value'},
  },
  'security.certificate': {
    summary: 'certificate for TLS',
    holdsData: false,
    fields: {
      domain: {
        type: 'string',
        format: 'domain',
        required: true,
        effect: 'replace',
        summary: 'name it is for',
      },
      alternatives: {
        type: 'list',
        of: {type: 'string', format: 'domain', summary: 'name'},
        effect: 'replace',
        summary: 'other names',
      },
    },
    outputs: {validUntil: 'when it ends'},
  },
  'security.key': {
    summary: 'key that encrypts',
    holdsData: true,
    fields: {rotate: {type: 'boolean', default: true, summary: 'a new version every year'}},
    outputs: {name: 'name of the key'},
  },
} as const
