// Words of command lines that are printed to be typed.
import {expect} from 'chai'
import {shellWord} from '../../src/ui/shell-word.ts'

describe('a word of a command line', () => {
  it('stands as it is where no shell takes it apart', () => {
    for (const word of ['infer.config.yaml', '../a-b/c_d.json', '/x@1/y'])
      expect(shellWord(word, 'linux')).to.equal(word)
    expect(shellWord('C:\\a\\b.yaml', 'win32')).to.equal('C:\\a\\b.yaml')
  })

  it('stands in quotes otherwise', () => {
    expect(shellWord('my files/a.yaml', 'linux')).to.equal("'my files/a.yaml'")
    expect(shellWord("it's $HOME", 'darwin')).to.equal(String.raw`'it'\''s $HOME'`)
    expect(shellWord('my files\\a.yaml', 'win32')).to.equal('"my files\\a.yaml"')
  })
})
