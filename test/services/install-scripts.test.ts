// Install scripts are off, or on, by one word.
import {expect} from 'chai'
import {decideScripts} from '../../src/services/install-scripts.ts'

describe('decideScripts', () => {
  it('leaves one word of npm on scripts, whatever was said before in whatever spelling', () => {
    const env = {NPM_CONFIG_IGNORE_SCRIPTS: 'false', 'npm_config_ignore-scripts': 'false', PATH: '/bin'}
    decideScripts(env, false)
    expect(env).to.deep.equal({PATH: '/bin', npm_config_ignore_scripts: 'true'})
    decideScripts(env, true)
    expect(env).to.deep.equal({PATH: '/bin', npm_config_ignore_scripts: 'false'})
  })
})
