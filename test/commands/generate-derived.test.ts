// infer generate on a table whose columns determine each other: the rules hold in every row made, from a saved model too.
import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {temporaryFolder, type Folder} from '../spawn-infer.ts'

const CITIES = ['Bern', 'Basel', 'Genf', 'Lugano', 'Chur']
const REGIONS = ['west', 'north', 'west', 'south', 'east']

/** Rides: region by city, total = fare + tip, end = start + seconds, arrival on the clock, a delay that is missing now and then. */
function rides(rows: number): string {
  const random = createRandom(3)
  const lines = Array.from({length: rows}, () => {
    const city = random.below(5)
    const [fare, tip] = [500 + random.below(4000), random.below(3) === 0 ? 0 : random.below(900)]
    const seconds = 60 + random.below(4000)
    const start = 1.7e12 + random.below(3e7) * 1000
    const [due, late] = [random.below(1440), random.below(400) - 40]
    const at = (due + late + 1440) % 1440
    const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 19)
    const cells = [REGIONS[city], CITIES[city], fare / 100, tip / 100, (fare + tip) / 100]
    const cancelled = random.below(20) === 0
    return [
      ...cells,
      stamp(start),
      seconds,
      stamp(start + seconds * 1000),
      hhmm(due),
      cancelled ? '' : late,
      cancelled ? '' : hhmm(at),
    ]
  })
  const header = 'region,city,fare,tip,total,start,seconds,end,due,late,arrived'
  return [header, ...lines.map(cells => cells.join(','))].join('\n')
}

const hhmm = (minutes: number) => Math.floor(minutes / 60) * 100 + (minutes % 60)
const minutesOf = (clock: number) => Math.floor(clock / 100) * 60 + (clock % 100)

describe('infer generate, on columns that follow from others', () => {
  let folder: Folder
  before(() => {
    folder = temporaryFolder()
    folder.write('rides.csv', rides(2000))
  })
  after(() => folder.remove())

  const infer = async (...args: readonly string[]) => {
    const ran = await folder.infer(args)
    expect(ran.status, ran.stderr).to.equal(0)
    return ran.stdout.toString()
  }

  function checkRules(name: string): void {
    const regionOf = new Map(CITIES.map((city, i) => [city, REGIONS[i]]))
    for (const row of folder.rows(name)) {
      const [region, city, fare, tip, total, start, seconds, end, due, late, arrived] = row.split(',')
      expect(region, row).to.equal(regionOf.get(city!))
      expect(Math.round(100 * Number(total)), row).to.equal(
        Math.round(100 * Number(fare)) + Math.round(100 * Number(tip)),
      )
      expect(Date.parse(`${end}Z`) - Date.parse(`${start}Z`), row).to.equal(1000 * Number(seconds))
      if (late === '') expect(arrived, row).to.equal('')
      else
        expect((minutesOf(Number(arrived)) - minutesOf(Number(due)) - Number(late)) % 1440, row).to.be.oneOf([
          0, -0,
        ])
    }
  }

  it('keeps each rule in each row, and says so', async () => {
    const made = await folder.infer([
      'generate',
      'rides.csv',
      '-o',
      'made.csv',
      '--rows',
      '3000',
      '--verbose',
      '--save-model',
      'rides.infer',
    ])
    expect(made.status, made.stderr).to.equal(0)
    expect(folder.rows('made.csv')).to.have.lengthOf(3000)
    checkRules('made.csv')
    for (const said of [
      'It is the same wherever "city" is, in all 2,000 rows.',
      'It is "fare" + "tip", in all 2,000 rows.',
      'It is "start" + "seconds" seconds, in all 2,000 rows.',
      'It is "due" plus "late" minutes on the clock',
    ])
      expect(made.stderr).to.include(said)
  })

  it('keeps them from a saved model, and in other formats', async () => {
    await infer('generate', '--model', 'rides.infer', '-o', 'again.csv', '--rows', '500', '--seed', '9')
    checkRules('again.csv')
    await infer('generate', '--model', 'rides.infer', '-o', 'again.ndjson', '--rows', '200')
    for (const line of folder.read('again.ndjson').trim().split('\n')) {
      const row = JSON.parse(line) as Record<string, number>
      expect(Math.round(100 * row['total']!)).to.equal(
        Math.round(100 * row['fare']!) + Math.round(100 * row['tip']!),
      )
    }
    expect(await infer('info', 'model', 'rides.infer')).to.include('It is "fare" + "tip"')
  })
})
