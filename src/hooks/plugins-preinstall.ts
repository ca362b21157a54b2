// Before a plugin is installed: who else than us will see data and keys.
import {isOurs} from '../registry/known.ts'

interface Preinstall {
  readonly plugin: {readonly name?: string; readonly tag?: string; readonly url?: string}
}

export default async function preinstall({plugin: {name, tag, url}}: Preinstall): Promise<void> {
  if (name !== undefined && isOurs(name) && (tag === undefined || isOfRegistry(tag))) return
  const {printableLine} = await import('../ui/printable.ts')
  const from = name !== undefined && isOurs(name) ? `${name}@${tag}` : name
  const whose = printableLine(from ?? url ?? 'this plugin')
  process.stderr.write(
    ` ›   Warning: ${whose} is not from @inferloop: it runs as you do, and will see your data and keys.\n`,
  )
}

/** A version, a range or a plain tag: npm takes other words for files, addresses and other packages. */
const isOfRegistry = (tag: string): boolean =>
  /^[\w^~<>=*][\w.^~<>=|*+ -]*$/.test(tag) && !/\.(tgz|tar|tar\.gz)$/i.test(tag)
