// Ctrl-C in each stage of `infer validate`: exit 130, and no part of a report.
import {expect} from 'chai'
import {rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'

describe('infer validate, interrupted', function () {
  this.timeout(60_000)
  let folder: Folder
  before(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(40_000))
  })
  after(() => folder.remove())

  for (const stage of [
    'Read',
    'Compare',
    'Shapes of columns',
    'Pairs of columns',
    'Accuracy',
    'Detection',
    'Utility',
    'Privacy',
    'Report',
  ]) {
    it(`at the stage ${stage} ends with 130 and leaves nothing`, async () => {
      let sent = 0
      const args = [
        'rooms.csv',
        'rooms.csv',
        '--holdout',
        'rooms.csv',
        '--target',
        'price',
        '-o',
        'r.html',
        '-o',
        'r.json',
      ]
      const {status, stdout, stderr} = await folder.infer(['validate', ...args], {
        onLine(line, kill) {
          if (sent > 0 || !line.startsWith(stage)) return
          sent = performance.now()
          kill('SIGINT')
        },
      })
      expect(status, stderr).to.equal(130)
      expect(performance.now() - sent).to.be.below(2500)
      expect(stderr).to.contain('INFER_INTERRUPTED')
      expect(stdout.toString()).to.equal('')
      expect(folder.list()).to.deep.equal(['rooms.csv'])
    })
  }
})
