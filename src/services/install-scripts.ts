// Whether packages may run commands of their own while npm or yarn installs them.

/** npm and yarn, which run below us, read this before any file of settings; the last of several spellings would win. */
export function decideScripts(env: NodeJS.ProcessEnv, allowed: boolean): void {
  for (const name of Object.keys(env)) if (/^npm_config_ignore[-_]scripts$/i.test(name)) delete env[name]
  env['npm_config_ignore_scripts'] = String(!allowed)
}
