// Who else will see data and keys is said before a plugin is installed.
import {expect} from 'chai'
import preinstall from '../../src/hooks/plugins-preinstall.ts'

async function saidOf(plugin: Parameters<typeof preinstall>[0]['plugin']): Promise<string> {
  const {write} = process.stderr
  let said = ''
  process.stderr.write = (text: unknown) => {
    said += String(text)
    return true
  }
  try {
    await preinstall({plugin})
  } finally {
    process.stderr.write = write
  }
  return said
}

describe('the warning of other people’s plugins', () => {
  it('is not given of our packages in the registry', async () => {
    for (const tag of [undefined, 'latest', '0.2', '^1.2.3', '>=1 <2 || 3.x', '1.0.0-beta.1', 'next-1'])
      expect(
        await saidOf({name: '@inferloop/generator-ctgan', ...(tag === undefined ? {} : {tag})}),
      ).to.equal('')
  })

  it('is given of what only bears our name, and says where it is from', async () => {
    for (const tag of ['file:/x.tgz', 'npm:other', 'npm:', 'you/repo', 'x.tgz', './x', '..', 'https://a.b/c'])
      expect(await saidOf({name: '@inferloop/x', tag})).to.include(
        `Warning: @inferloop/x@${tag} is not from @inferloop`,
      )
    expect(await saidOf({name: 'pairs', tag: 'latest'})).to.include('Warning: pairs is not')
    expect(await saidOf({url: 'https://a.b/c'})).to.include('Warning: https://a.b/c is not')
  })
})
