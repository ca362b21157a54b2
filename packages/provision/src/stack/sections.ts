// What a stack file may say, as the same kind of data that resources are described by: one table for checks, schema and docs.
import {type Fields, type FieldSpec, RESOURCE_KINDS} from '@inferloop/contract'

/** Of `version:`; a newer one is refused. */
export const VERSION = 1

const hooks = (of: readonly string[], summary: string): FieldSpec => ({
  type: 'list',
  summary,
  of: {
    type: 'object',
    summary: 'hook',
    fields: {
      when: {type: 'string', choices: ['before', 'after'], required: true, summary: 'before it or after it'},
      of: {type: 'string', choices: of, required: true, summary: 'what it belongs to'},
      run: {
        type: 'list',
        of: {type: 'string', summary: 'word'},
        min: 1,
        required: true,
        summary: 'program and arguments; no shell reads them',
      },
      timeoutSeconds: {
        type: 'integer',
        min: 1,
        max: 3600,
        default: 60,
        unit: 'seconds',
        summary: 'when it is stopped, and counts as failed',
      },
    },
  },
})

/** Keys of the file whose values have a shape; `resources` and those of `OPEN_SECTIONS` besides. */
export const SECTIONS: Fields = {
  stack: {
    type: 'string',
    format: 'slug',
    required: true,
    summary: 'name of the stack; its state is kept under it',
  },
  version: {type: 'integer', min: 1, max: VERSION, required: true, summary: 'shape of this file'},
  provider: {type: 'string', format: 'slug', required: true, summary: 'where it is deployed'},
  outputs: {
    type: 'map',
    of: {type: 'string', summary: 'text'},
    summary: 'texts with ${resource.output}, shown after a deployment',
  },
  hooks: hooks(['deploy', 'destroy'], 'programs run around a whole deployment'),
  maxMonthlyCost: {
    type: 'object',
    summary: 'a plan that may cost more is refused',
    fields: {
      amount: {type: 'number', min: 0, required: true, summary: 'most a month'},
      currency: {type: 'string', pattern: '[A-Z]{3}', default: 'USD', summary: 'currency of the amount'},
    },
  },
  usage: {
    type: 'map',
    of: {
      type: 'map',
      of: {type: 'number', min: 0, summary: 'amount a month'},
      summary: 'amounts by what is used',
    },
    summary: 'what resources are expected to use a month, by name; for costs',
  },
}

/** Keys of the file whose values others describe. */
export const OPEN_SECTIONS: Readonly<Record<string, string>> = {
  settings: 'region, project and the like, as the provider describes them; never credentials',
  variables: 'what the file asks for, which makes it a template (templates.md)',
  resources: 'what there should be, by name',
}

/** Keys of every resource besides the fields of its kind and `native`. */
export const RESOURCE_KEYS: Fields = {
  kind: {type: 'string', choices: Object.keys(RESOURCE_KINDS), required: true, summary: 'what it is'},
  protect: {
    type: 'boolean',
    summary: 'refuses removal and replacement; what holds data does so by default',
  },
  dependsOn: {
    type: 'list',
    of: {type: 'string', summary: 'name'},
    summary: 'resources it needs without referring to them',
  },
  renamedFrom: {
    type: 'list',
    of: {type: 'string', format: 'slug', summary: 'name'},
    summary: 'names it had before: it is kept, and not made anew',
  },
  hooks: hooks(['create', 'update', 'delete'], 'programs run around what is done to it'),
  ignoreDrift: {
    type: 'list',
    summary: 'differences to what is there that drift says nothing of',
    of: {
      type: 'object',
      summary: 'rule',
      fields: {
        path: {
          type: 'string',
          min: 1,
          required: true,
          summary: 'field, as `replicas` or `env.DEBUG`; `*` for one part',
        },
        reason: {type: 'string', min: 3, required: true, summary: 'why the difference is fine'},
        until: {
          type: 'string',
          pattern: '\\d{4}-\\d{2}-\\d{2}',
          required: true,
          summary: 'last day on which the rule counts, as 2027-03-31',
        },
      },
    },
  },
}

/** Fields that only one provider has, by its name. */
export const NATIVE = 'fields that only one provider has, under its name'
