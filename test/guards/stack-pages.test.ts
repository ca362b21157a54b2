// What the build writes of stack files is committed as it would write it now, and what the docs show is a stack.
import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {readStack} from '@inferloop/provision'
import {expect} from 'chai'
import {read, ROOT} from './sources.ts'

describe('stack files in the docs', () => {
  it('have a JSON Schema and tables that the build would write now', () => {
    const args = ['scripts/stack-pages.mjs', '--check']
    const {status, stderr} = spawnSync(process.execPath, args, {
      cwd: ROOT,
      encoding: 'utf8',
      env: {PATH: process.env['PATH']},
    })
    expect(status, stderr).to.equal(0)
  }).timeout(30_000)

  it('are stacks', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'infer-docs-'))
    try {
      const shown = ['stack-file', 'templates', 'drift', 'costs'].flatMap(page =>
        [...read(`docs/deploy/${page}.md`).matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text!),
      )
      const whole = shown.filter(text => /^stack: /m.test(text))
      expect(whole).to.have.length(4)
      for (const text of whole) {
        writeFileSync(join(folder, 'stack.yaml'), text)
        expect((await readStack('stack.yaml', {folder, env: {}})).resources).to.not.have.length(0)
      }
    } finally {
      rmSync(folder, {recursive: true})
    }
  })
})
