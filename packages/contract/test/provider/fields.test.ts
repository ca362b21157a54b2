import {expect} from 'chai'
import fc from 'fast-check'
import {
  CONTRACT,
  effectOf,
  fieldsAlong,
  fieldsFaults,
  FORMATS,
  inputFaults,
  isSecretReference,
  providerFaults,
  referencesIn,
  RESOURCE_KINDS,
  secretsIn,
  withoutSecrets,
  type Fields,
  type Inputs,
} from '../../src/index.ts'
import {fields as anyFields, tableWithInputs} from './tables.ts'

describe('effectOf', () => {
  const kind = {
    fields: {
      size: {type: 'integer', summary: 's'},
      net: {
        type: 'object',
        summary: 'n',
        effect: 'replace',
        fields: {
          cidr: {type: 'string', summary: 'c'},
          ttl: {type: 'integer', summary: 't', effect: 'inPlace'},
        },
      },
      allow: {
        type: 'list',
        summary: 'a',
        of: {type: 'object', summary: 'r', fields: {port: {type: 'integer', summary: 'p'}}},
      },
      env: {type: 'map', summary: 'e', effect: 'createOnly', of: {type: 'string', summary: 'v'}},
    } satisfies Fields,
  }
  const driver = {
    effects: {allow: 'replace', 'net.ttl': 'createOnly'},
    native: {spot: {type: 'boolean', summary: 's', effect: 'replace'}} satisfies Fields,
  } as const
  const of = (path: string): string => effectOf(path, kind, driver)

  it('is inPlace where nobody says otherwise', () => {
    expect(of('size')).to.equal('inPlace')
    expect(of('gone.long.ago')).to.equal('inPlace')
    expect(of('native.gone')).to.equal('inPlace')
  })

  it('goes from an object to the fields inside it, and the innermost word counts', () => {
    expect(of('net.cidr')).to.equal('replace')
    expect(effectOf('net.ttl', kind, {effects: {}, native: {}})).to.equal('inPlace')
  })

  it('is the driver’s where it has one, also inside lists', () => {
    expect(of('allow')).to.equal('replace')
    expect(of('allow.0.port')).to.equal('replace')
    expect(of('net.ttl')).to.equal('createOnly')
    expect(of('native.spot')).to.equal('replace')
  })

  it('goes for keys of maps, dots in them or not', () => {
    expect(of('env.A')).to.equal('createOnly')
    expect(of('env.a.b.c')).to.equal('createOnly')
  })
})

describe('fieldsAlong', () => {
  it('finds the field of every fault that is not about a stranger', () => {
    fc.assert(
      fc.property(tableWithInputs, ([table, inputs]) => {
        for (const {path, message} of inputFaults(table, inputs))
          if (!message.includes('is not a field'))
            expect(fieldsAlong(table, path), path).to.not.equal(undefined)
      }),
    )
  })
})

describe('the portable kinds', () => {
  it('are tables without a fault', () => {
    for (const [kind, {fields}] of Object.entries(RESOURCE_KINDS))
      expect(fieldsFaults(fields, kind)).to.deep.equal([])
  })

  it('refer to kinds that exist', () => {
    const kinds = Object.keys(RESOURCE_KINDS)
    for (const {fields} of Object.values(RESOURCE_KINDS))
      for (const kind of JSON.stringify(fields).matchAll(/"refersTo":\[(.*?)\]/g))
        expect(kinds).to.include.members(JSON.parse(`[${kind[1]}]`) as string[])
  })
})

describe('fieldsFaults', () => {
  it('finds none in tables that are right', () => {
    fc.assert(fc.property(anyFields, table => void expect(fieldsFaults(table, 'settings')).to.deep.equal([])))
  })

  it('names the place of what is wrong', () => {
    const table = {
      'a b': {},
      n: {type: 'int'},
      l: {type: 'list', summary: 'l'},
      d: {type: 'integer', summary: 'd', max: 3, default: 4},
      p: {type: 'string', summary: 'p', pattern: '('},
      r: {type: 'number', summary: 'r', min: 2, max: 1},
      f: {type: 'string', summary: '', format: 'ip', choices: []},
    }
    expect(fieldsFaults(table, 'x')).to.deep.equal([
      'x: a field\'s name should be a word, was "a b"',
      'x.n: type should be one of string, integer, number, boolean, list, map, object, was "int"',
      'x.l.of should be a field, was missing',
      'x.d: its default should be a whole number of at most 3, was 4',
      'x.p: pattern "(" is no regular expression',
      'x.r: min 2 is above max 1',
      'x.f: summary should be a text, was ""',
      'x.f: choices should be a list of words',
      'x.f: format should be one of cidr, domain, email, slug, url, duration, image, was "ip"',
    ])
  })
})

describe('providerFaults', () => {
  const right = {
    contract: CONTRACT,
    name: 'cloud',
    summary: 'a cloud',
    settings: {region: {type: 'string', summary: 'region'}},
    credentials: [{name: 'CLOUD_KEY', summary: 'key', secret: true}],
    load: async () => ({}),
  }
  it('finds none in a card that is right', () => {
    expect(providerFaults(right)).to.deep.equal([])
  })

  it('finds what is missing or of the wrong kind', () => {
    expect(providerFaults(null)).to.deep.equal(['a descriptor should be an object, was null'])
    expect(providerFaults({...right, name: 'My Cloud', summary: 3, load: 'x'})).to.deep.equal([
      'name should be lower-case words joined by hyphens, was "My Cloud"',
      'summary should be a text, was 3',
      'load should be a function, was "x"',
    ])
    expect(providerFaults({...right, credentials: [{name: 'K'}]})).to.have.lengthOf(1)
    expect(providerFaults({...right, credentials: undefined})).to.deep.equal([
      'credentials should be a list, was missing',
    ])
    const settings = {key: {type: 'string', summary: 'k', secret: true}}
    expect(providerFaults({...right, settings})).to.deep.equal([
      'settings.key: credentials come from the environment, never from settings',
    ])
  })
})

describe('references and secrets', () => {
  const {fields} = RESOURCE_KINDS['compute.container']!
  const inputs: Inputs = {
    image: 'a',
    subnet: 'net',
    securityGroups: ['g1', 'g2'],
    env: {T: {$secret: 'TOKEN'}, U: 'x'},
    secrets: {PASSWORD: 'db-password'},
  }

  it('are found with their places', () => {
    expect(
      referencesIn(fields, inputs)
        .map(({path, to}) => `${path} ${to}`)
        .toSorted(),
    ).to.deep.equal([
      'secrets.PASSWORD db-password',
      'securityGroups.0 g1',
      'securityGroups.1 g2',
      'subnet net',
    ])
    expect(secretsIn(inputs)).to.deep.equal([{path: 'env.T', name: 'TOKEN'}])
  })

  it('are left out of what a cloud can show', () => {
    expect(withoutSecrets(inputs)).to.deep.equal({...inputs, env: {U: 'x'}})
    fc.assert(
      fc.property(
        tableWithInputs,
        ([, any]) => void expect(secretsIn(withoutSecrets(any))).to.deep.equal([]),
      ),
    )
    expect(
      [{$secret: 'A'}, {$secret: ''}, {$secret: 1}, {$secret: 'A', b: 1}, null, 'A', [{$secret: 'A'}]].map(
        isSecretReference,
      ),
    ).to.deep.equal([true, false, false, false, false, false, false])
  })
})

describe('the formats', () => {
  const suits = (format: keyof typeof FORMATS, value: string): boolean =>
    inputFaults({a: {type: 'string', summary: 'a', format}}, {a: value}).length === 0

  it('take every address range there is', () => {
    const octet = fc.nat(255)
    fc.assert(
      fc.property(octet, octet, octet, octet, fc.nat(32), (a, b, c, d, bits) =>
        suits('cidr', `${a}.${b}.${c}.${d}/${bits}`),
      ),
    )
    fc.assert(
      fc.property(
        fc.ipV6(),
        fc.nat(128),
        (address, bits) => address.includes('.') || suits('cidr', `${address}/${bits}`),
      ),
    )
  })

  it('take domains, addresses of mail and of the web', () => {
    fc.assert(fc.property(fc.domain(), name => suits('domain', name)))
    fc.assert(fc.property(fc.domain(), name => suits('email', `ops@${name}`)))
    fc.assert(
      fc.property(fc.webUrl({withFragments: true, withQueryParameters: true}), url => suits('url', url)),
    )
  })

  it('refuse what only looks like it', () => {
    for (const [format, value] of [
      ['cidr', '10.0.0.0'],
      ['cidr', '10.0.0.0/33'],
      ['cidr', '1.2.3/8'],
      ['cidr', 'ab/8'],
      ['cidr', '::/129'],
      ['domain', 'localhost'],
      ['domain', `${'a'.repeat(64)}.com`],
      ['domain', 'a..com'],
      ['email', 'ops'],
      ['url', 'https://me:pw@example.com'],
      ['slug', 'Orders'],
      ['slug', 'a'.repeat(64)],
      ['duration', '5'],
      ['duration', '5 m'],
      ['image', 'App:1'],
      ['image', 'app:'],
    ] as const)
      expect(suits(format, value), `${format} ${value}`).to.equal(false)
  })
})
