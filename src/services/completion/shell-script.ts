// The scripts that make shells ask infer, and where each shell looks for its own.
import {readFile} from 'node:fs/promises'

export const SHELLS = ['bash', 'zsh', 'fish'] as const

export type Shell = (typeof SHELLS)[number]

/** Plain JSON: what `infer autocomplete --json` prints. */
export interface ShellScript {
  readonly shell: Shell
  readonly script: string
  /** What to type once, to have it in every new shell. */
  readonly install: string
}

const INSTALL: Readonly<Record<Shell, string>> = {
  bash: `echo 'source <(infer autocomplete bash)' >> ~/.bashrc`,
  zsh: `echo 'autoload -U compinit && compinit && source <(infer autocomplete zsh)' >> ~/.zshrc`,
  fish: 'infer autocomplete fish > ~/.config/fish/completions/infer.fish',
}

export async function shellScript(shell: Shell): Promise<ShellScript> {
  const file = new URL(`../../../templates/completion/infer.${shell}`, import.meta.url)
  return {shell, script: await readFile(file, 'utf8'), install: INSTALL[shell]}
}
