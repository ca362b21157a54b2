// Texts that are changed keep their remarks and what is not spoken of.
import {type Config, editConfigText, parseConfigText} from '@inferloop/config'
import {expect} from 'chai'

async function edited(
  text: string,
  change: (raw: Config) => object,
  {name = 'infer.config.yaml', remarks = {}}: {name?: string; remarks?: Record<string, string>} = {},
): Promise<string> {
  const from = await parseConfigText(text, name, {})
  const wanted = change(from.raw) as Config
  const given = {shown: name, environment: {}, remarks: new Map(Object.entries(remarks))}
  const made = await editConfigText(from, wanted, given)
  expect(made.raw).to.deep.equal(wanted)
  return made.text
}

const MINE = `# mine

version: 1 # the shape
# the table
data: a.csv # here

# how
generate: {rows: "\${ROWS:-5}", privacy: high} # in a line
validate:
  # to read
  output: [a.html] # a page
`

describe('a configuration that is changed', () => {
  it('is the same text when nothing is', async () => {
    const odd = 'version:   1\ngenerate: { rows:  5 }   # so\n\n\n'
    expect(await edited(odd, raw => ({...raw}))).to.equal(odd)
  })

  it('keeps remarks, references and order', async () => {
    const text = await edited(MINE, raw => ({
      ...raw,
      data: 'b.csv',
      generate: {rows: '${ROWS:-5}', seed: 3, types: {zip: 'id'}},
      validate: {output: ['b.html', 'c.xml'], 'min-quality': 0.8},
    }))
    expect(text).to.equal(`# mine

version: 1 # the shape
# the table
data: b.csv # here

# how
generate: {rows: "\${ROWS:-5}", seed: 3, types: {zip: id}} # in a line
validate:
  # to read
  output: [b.html, c.xml] # a page
  min-quality: 0.8
`)
  })

  it('keeps the remarks of a section that holds nothing else', async () => {
    const text = 'version: 1\ngenerate:\n  # as many as there are\n  #rows: 5\n'
    const made = await edited(text, raw => ({...raw, generate: {privacy: 'high'}}))
    expect(made).to.equal('version: 1\ngenerate:\n  # as many as there are\n  #rows: 5\n  privacy: high\n')
  })

  it('leaves a remark at the key below it when another comes first', async () => {
    const text = 'version: 1\ngenerate:\n  # the same bytes\n  seed: 1\n'
    const made = await edited(text, raw => ({...raw, generate: {rows: 5, seed: 1}}))
    expect(made).to.equal('version: 1\ngenerate:\n  rows: 5\n  # the same bytes\n  seed: 1\n')
  })

  it('does not change what shares an anchor with what it changes', async () => {
    const text = 'version: 1\ngenerate: {types: &kinds {a: id}}\nvalidate: {types: *kinds}\n'
    const made = await edited(text, raw => ({...raw, validate: {types: {a: 'text'}}}))
    expect(made)
      .to.include('generate: {types: &kinds {a: id}}')
      .and.to.include('validate: {types: {a: text}}')
  })

  it('may take away, or change, what aliases elsewhere speak of', async () => {
    const text = '# mine\nversion: 1\ngenerate: {types: &k {beds: id}} # so\nvalidate: {types: *k}\n'
    expect(await edited(text, raw => ({...raw, generate: {}}))).to.equal(
      '# mine\nversion: 1\ngenerate: {} # so\nvalidate: {types: {beds: id}}\n',
    )
    expect(await edited(text, raw => ({...raw, generate: {types: {beds: 'text'}}}))).to.equal(
      '# mine\nversion: 1\ngenerate: {types: &k {beds: text}} # so\nvalidate: {types: {beds: id}}\n',
    )
    const list = 'version: 1\ngenerate: {key: &k [a]}\nvalidate: {key: *k, text: [b]}\n'
    expect(await edited(list, raw => ({...raw, generate: {key: ['b']}}))).to.equal(
      'version: 1\ngenerate: {key: [b]}\nvalidate: {key: [a], text: [b]}\n',
    )
  })

  it('is indented as it was, and has the ends of lines that it had', async () => {
    const yaml = 'version: 1\r\n# how\r\ngenerate:\r\n    rows: 5 # few\r\n'
    expect(await edited(yaml, raw => ({...raw, generate: {rows: 6, types: {a: 'id'}}}))).to.equal(
      'version: 1\r\n# how\r\ngenerate:\r\n    rows: 6 # few\r\n    types:\r\n        a: id\r\n',
    )
    const json = '{\r\n\t"version": 1,\r\n\t"generate": {\r\n\t\t"rows": 5\r\n\t}\r\n}\r\n'
    const made = await edited(json, raw => ({...raw, generate: {rows: 6}}), {name: 'infer.config.json'})
    expect(made).to.equal(json.replace('5', '6'))
  })

  it('puts remarks behind values', async () => {
    const remarks = {[JSON.stringify(['generate', 'types', 'zip'])]: 'found: numeric'}
    const made = await edited('version: 1\n', raw => ({...raw, generate: {types: {zip: 'id'}}}), {remarks})
    expect(made).to.equal('version: 1\ngenerate:\n  types:\n    zip: id # found: numeric\n')
  })

  it('is JSON where it was, keys in their places', async () => {
    const text = '{"generate": {"rows": 5, "seed": 1}, "version": 1}'
    const made = await edited(text, raw => ({...raw, generate: {seed: 1, rows: 6}, data: 'a.csv'}), {
      name: 'infer.config.json',
    })
    expect(made).to.equal(
      `${JSON.stringify({generate: {rows: 6, seed: 1}, version: 1, data: 'a.csv'}, null, 2)}\n`,
    )
  })
})
