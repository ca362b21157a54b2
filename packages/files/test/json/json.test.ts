// JSON: lists and lines of objects, nested ones, lists within, several types; what is wrong, with the line.
import {expect} from 'chai'
import fc from 'fast-check'
import {bytesOf, tableOf} from '../formats.ts'
import {cellsOf, failure, textTable} from '../tables.ts'

const NAN = Number.NaN

describe('JSON', () => {
  it('is read as a list of objects or as objects one after the other, however it is cut', async () => {
    const rows = ['{"a":1,"b":"x"}', '{"a":2.5, "b":"y\\"{[\\u00e9"}', '{"b":null,"a":-3e2,"c":true}']
    const contents = [
      ['json', `\n [${rows.join(' ,\r\n')}]\n`],
      ['ndjson', `${rows.join('\n')}\n`],
      ['ndjson', rows.join('')],
    ] as const
    for (const [format, content] of contents)
      for (const chunkBytes of [1, 5, 1000]) {
        const table = await tableOf(content, {chunkBytes})
        expect(cellsOf(table)).to.deep.equal({
          names: ['a', 'b', 'c'],
          rows: [
            [1, 'x', 2],
            [2.5, 'y"{[é', 2],
            [-300, '', 1],
          ],
        })
        expect(table.source.format).to.equal(format)
      }
  })

  it('spreads objects over columns and writes them back as objects', async () => {
    const content =
      '[\n{"user":{"name":"Ada","at":{"zip":"1"}},"n":1},\n{"user":{"name":"Bob","at":{"zip":null}},"n":null}\n]\n'
    const table = await tableOf(content)
    expect(table.columns.map(({name}) => name)).to.deep.equal(['user.name', 'user.at.zip', 'n'])
    expect(table.source.nested).to.deep.equal(['user.name', 'user.at.zip'])
    expect((await bytesOf([table])).toString()).to.equal(content)
  })

  it('keeps points in names, lists, mixed values and long whole numbers as they stood', async () => {
    const content =
      '{"a.b":1,"tags":["x",1],"mixed":1,"id":12345678901234567890}\n{"a.b":2,"tags":[],"mixed":"1","id":12345678901234567891}\n'
    const table = await tableOf(content)
    expect(table.source).to.deep.include({raw: ['tags', 'mixed', 'id']})
    expect(table.source.nested).to.equal(undefined)
    expect((await bytesOf([table])).toString()).to.equal(content)
  })

  it('gives back what it was given, batch after batch', async () => {
    const cell = fc.oneof(
      fc.string({minLength: 1}).map(text => text.toWellFormed()),
      fc.double({noNaN: true, noDefaultInfinity: true}).map(value => value + 0),
      fc.boolean(),
      fc.constant(null),
    )
    const record = fc.record({a: cell, b: cell, c: fc.record({d: fc.integer(), e: cell})})
    await fc.assert(
      fc.asyncProperty(fc.array(record, {minLength: 2, maxLength: 12}), fc.boolean(), async (rows, lines) => {
        const text = lines ? rows.map(row => JSON.stringify(row)).join('\n') : JSON.stringify(rows, null, 2)
        const table = await tableOf(text, {chunkBytes: 11})
        const written = (await bytesOf([table])).toString()
        const back = lines
          ? written
              .trimEnd()
              .split('\n')
              .map(line => JSON.parse(line) as object)
          : (JSON.parse(written) as object[])
        const known = (row: object) => JSON.parse(JSON.stringify(row)) as Record<string, unknown>
        expect(back).to.have.length(rows.length)
        back.forEach((row, i) => {
          // A column without a value is not known to be there.
          for (const [key, value] of Object.entries(known(row))) {
            if (key !== 'c') expect(value).to.deep.equal(rows[i]![key as 'a' | 'b'])
            else
              for (const [inner, cellValue] of Object.entries(value as object))
                expect(cellValue).to.deep.equal(rows[i]!.c[inner as 'd'])
          }
        })
      }),
      {numRuns: 60},
    )
  })

  it('writes texts of a CSV with quotes, and nothing as null', async () => {
    const table = textTable(['a'], [['x "y"'], ['']])
    expect((await bytesOf([table, table], {format: 'ndjson'})).toString()).to.equal(
      '{"a":"x \\"y\\""}\n{"a":null}\n{"a":"x \\"y\\""}\n{"a":null}\n',
    )
    expect((await bytesOf([table], {format: 'json'})).toString()).to.equal(
      '[\n{"a":"x \\"y\\""},\n{"a":null}\n]\n',
    )
  })

  it('says what is wrong, and in which line', async () => {
    for (const [content, said] of [
      ['[{"a":1},\n{"a" 2}]', 'Line 2 of data.json: the object that begins here is not JSON'],
      ['[{"a":1},\n\n{"a":"x]', 'Line 3 of data.json: the object that begins here never ends'],
      ['[{"a":1},{"a":2}\n', 'Line 2 of data.json: the list is never closed'],
      ['[1, 2]', 'Line 1 of data.json: an object {…} for the next row was expected, not "1"'],
      ['[{"a":1} {"a":2}]', 'an object {…} for the next row was expected, not "{"'],
      ['[{"a":1}] [', 'an object {…} for the next row was expected, not "["'],
      ['{"rows":[{"a":1},{"a":2}]}', 'whose rows seem to stand in "rows"'],
      ['{"a":1}{"a":{"b":2}}', '"a" holds an object here and a value elsewhere'],
      ['{"a":{"b":2}}{"a":1}', '"a" holds an object here and a value elsewhere'],
    ] as const) {
      const error = await failure(() => tableOf(content, {name: 'data.json'}))
      expect(error.code, content).to.equal('INFER_JSON_SYNTAX')
      expect(error.message, content).to.contain(said)
    }
  })

  it('of thousands of levels is refused without a crash', async () => {
    const deep = `[${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}]`
    expect((await failure(() => tableOf(deep, {name: 'x.json', chunkBytes: 1 << 16}))).code).to.match(
      /^INFER_/,
    )
  })

  it('keeps columns that never hold a value, nested ones too', async () => {
    const content = '{"a":null,"o":{"x":null,"y":1}}\n{"a":null,"o":{"x":null,"y":2}}\n'
    const table = await tableOf(content)
    expect(table.columns.map(({name}) => name)).to.deep.equal(['a', 'o.x', 'o.y'])
    expect((await bytesOf([table])).toString()).to.equal(content)
    // Null in one row, an object in the next.
    expect(cellsOf(await tableOf('{"o":null}{"o":{"y":1}}')).names).to.deep.equal(['o.y'])
  })

  it('takes missing numbers for missing', async () => {
    const table = await tableOf('{"a":1}{"b":"x"}{"a":3}')
    expect(cellsOf(table).rows).to.deep.equal([
      [1, ''],
      [NAN, 'x'],
      [3, ''],
    ])
  })
})
