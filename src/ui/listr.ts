// The door to listr2: live lists on standard error.

export interface LiveTask {
  readonly title: string
  /** Runs until the row ends, well or with an error; the title may change meanwhile. */
  readonly task: (context: unknown, row: {title: string}) => Promise<void>
}

/** Draws rows until all have ended. What else is written to standard error meanwhile comes after the end. */
export async function liveList(tasks: readonly LiveTask[]): Promise<{run(): Promise<unknown>}> {
  const {Listr, ListrLogger, ProcessOutput} = await import('listr2')
  return new Listr([...tasks], {
    registerSignalListeners: false,
    rendererOptions: {
      logger: new ListrLogger({processOutput: new ProcessOutput(process.stderr, process.stderr)}),
      collapseErrors: false,
      showErrorMessage: false,
      formatOutput: 'truncate',
    },
  })
}
