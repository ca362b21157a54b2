// What oclif has to say about a plugin that does not load: one line, in place of a report to its programmers.

/** Node's own warnings go on as they are. */
export function shortenPluginWarnings() {
  const others = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', warning => {
    const {message, detail = ''} = warning
    const plugin = /^plugin: (.+)$/m.exec(`${message}\n${detail}`)?.[1]
    if (plugin === undefined) {
      for (const listener of others) listener.call(process, warning)
      return
    }
    const reason = /^message: (.+)$/m.exec(detail)?.[1] ?? message.split('\n', 1)[0]
    // Of a plugin that is not even found oclif knows the path alone, and names itself.
    const line =
      plugin === '@inferloop/cli'
        ? `a plugin could not be loaded: ${reason}; infer info names it`
        : `plugin ${plugin} could not be loaded: ${reason}; infer plugins update, or infer plugins uninstall ${plugin}`
    process.stderr.write(` ›   Warning: ${line.replaceAll(/\p{Cc}/gu, ' ')}\n`)
  })
}
