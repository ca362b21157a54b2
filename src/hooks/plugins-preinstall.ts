// Before a plugin is installed: who else than us will see data and keys.
import {isOurs} from '../registry/known.ts'

interface Preinstall {
  readonly plugin: {readonly name?: string; readonly url?: string}
}

export default async function preinstall({plugin: {name, url}}: Preinstall): Promise<void> {
  if (name !== undefined && isOurs(name)) return
  const {printableLine} = await import('../ui/printable.ts')
  const whose = printableLine(name ?? url ?? 'this plugin')
  process.stderr.write(
    ` ›   Warning: ${whose} is not from @inferloop: it runs as you do, and will see your data and keys.\n`,
  )
}
