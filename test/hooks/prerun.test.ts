// What happens before a command of plugins.
import {expect} from 'chai'
import prerun, {decideScripts} from '../../src/hooks/prerun.ts'

describe('decideScripts', () => {
  it('leaves one word of npm on scripts, whatever was said before in whatever spelling', () => {
    const env = {NPM_CONFIG_IGNORE_SCRIPTS: 'false', 'npm_config_ignore-scripts': 'false', PATH: '/bin'}
    decideScripts(env, false)
    expect(env).to.deep.equal({PATH: '/bin', npm_config_ignore_scripts: 'true'})
    decideScripts(env, true)
    expect(env).to.deep.equal({PATH: '/bin', npm_config_ignore_scripts: 'false'})
  })
})

describe('prerun', () => {
  it('writes packages where short names stood, for commands of plugins alone', async () => {
    const argv = ['ctgan', '--verbose']
    await prerun({Command: {id: 'generate'}, argv})
    await prerun({Command: {id: 'plugins:link'}, argv})
    expect(argv).to.deep.equal(['ctgan', '--verbose'])
    await prerun({Command: {id: 'plugins:uninstall'}, argv})
    expect(argv).to.deep.equal(['@inferloop/generator-ctgan', '--verbose'])
  })
})
