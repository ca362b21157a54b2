// Networks, who may reach what, and where names lead.
import type {FieldSpec} from '../field.ts'

const ports: FieldSpec = {
  type: 'list',
  required: true,
  summary: 'what is let in',
  of: {
    type: 'object',
    summary: 'rule',
    fields: {
      port: {type: 'integer', min: 1, max: 65_535, required: true, summary: 'port'},
      protocol: {type: 'string', choices: ['tcp', 'udp'], default: 'tcp', summary: 'protocol'},
      from: {
        type: 'list',
        required: true,
        of: {type: 'string', format: 'cidr', summary: 'addresses'},
        summary: 'addresses that may come',
      },
    },
  },
}

export const NETWORK = {
  'network.vpc': {
    summary: 'private network',
    holdsData: false,
    fields: {
      cidr: {
        type: 'string',
        format: 'cidr',
        default: '10.0.0.0/16',
        effect: 'replace',
        summary: 'its addresses',
      },
    },
    outputs: {cidr: 'its addresses'},
  },
  'network.subnet': {
    summary: 'part of a private network',
    holdsData: false,
    fields: {
      vpc: {
        type: 'string',
        refersTo: ['network.vpc'],
        required: true,
        effect: 'replace',
        summary: 'network it is part of',
      },
      cidr: {type: 'string', format: 'cidr', required: true, effect: 'replace', summary: 'its addresses'},
      public: {type: 'boolean', default: false, summary: 'machines in it may have public addresses'},
      zone: {type: 'string', effect: 'replace', computed: true, summary: 'zone of the region'},
    },
    outputs: {cidr: 'its addresses', zone: 'zone of the region'},
  },
  'network.securityGroup': {
    summary: 'who may reach machines and services',
    holdsData: false,
    fields: {
      vpc: {
        type: 'string',
        refersTo: ['network.vpc'],
        required: true,
        effect: 'replace',
        summary: 'network it stands in',
      },
      allow: ports,
    },
    outputs: {},
  },
  'network.firewall': {
    summary: 'rules for all that goes in and out of a network',
    holdsData: false,
    fields: {
      vpc: {
        type: 'string',
        refersTo: ['network.vpc'],
        required: true,
        effect: 'replace',
        summary: 'network it guards',
      },
      allow: ports,
      egress: {
        type: 'string',
        choices: ['allow', 'deny'],
        default: 'allow',
        summary: 'whether machines may reach the internet',
      },
    },
    outputs: {},
  },
  'network.loadBalancer': {
    summary: 'one address for several copies of a service',
    holdsData: false,
    fields: {
      target: {
        type: 'string',
        refersTo: ['compute.container', 'compute.vm'],
        required: true,
        summary: 'where requests go',
      },
      port: {type: 'integer', min: 1, max: 65_535, default: 443, summary: 'port it listens on'},
      certificate: {type: 'string', refersTo: ['security.certificate'], summary: 'certificate of its name'},
      public: {type: 'boolean', default: false, effect: 'replace', summary: 'reachable from the internet'},
      subnets: {
        type: 'list',
        of: {type: 'string', refersTo: ['network.subnet'], summary: 'subnet'},
        summary: 'subnets it stands in',
      },
      healthPath: {
        type: 'string',
        pattern: '/.*',
        default: '/livez',
        summary: 'path that answers 200 when a copy is well',
      },
    },
    outputs: {url: 'where it answers', address: 'name or address for DNS'},
  },
  'network.dns': {
    summary: 'name that leads to an address',
    holdsData: false,
    fields: {
      name: {type: 'string', format: 'domain', required: true, effect: 'replace', summary: 'full name'},
      type: {
        type: 'string',
        choices: ['A', 'AAAA', 'CNAME', 'TXT'],
        default: 'CNAME',
        effect: 'replace',
        summary: 'record type',
      },
      values: {
        type: 'list',
        of: {type: 'string', summary: 'value'},
        required: true,
        min: 1,
        summary: 'where it leads',
      },
      ttl: {
        type: 'integer',
        min: 30,
        max: 86_400,
        default: 300,
        unit: 'seconds',
        summary: 'how long it may be remembered',
      },
    },
    outputs: {name: 'full name'},
  },
} as const
