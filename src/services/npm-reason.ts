// Why npm failed, from what oclif's commands throw.

/** Without npm's command line, which says nothing that npm has not said already, and without a full stop. */
export const reasonOf = (cause: unknown): string =>
  (cause as Error).message
    .replace(/^.*npm-cli\.js.* exited with code/s, 'npm ended with status')
    .replace(/\.$/, '')
