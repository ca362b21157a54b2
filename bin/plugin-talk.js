// What plugins print while they are loaded and by their hooks goes to standard error: rows and JSON stand on standard output.

const METHODS = ['log', 'info', 'debug', 'dir', 'table']

/** The framework's own lines, help among them, stay where they belong: they come from there by `console.log` too. */
const OF_THE_FRAMEWORK = /[\\/]@oclif[\\/]core[\\/]lib[\\/]ux[\\/]write\.js/

/** Until the command starts, which decides for itself: see src/outputs.ts and src/hooks/prerun.ts. */
export function divertPluginTalk() {
  const aside = new console.Console(process.stderr)
  for (const method of METHODS) {
    const straight = console[method]
    console[method] = (...things) => {
      const [, , caller = ''] = new Error().stack?.split('\n') ?? []
      if (OF_THE_FRAMEWORK.test(caller)) straight.apply(console, things)
      else aside[method](...things)
    }
  }
}
