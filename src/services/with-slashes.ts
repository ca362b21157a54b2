// Names of files as configurations have them on every system.
import {sep} from 'node:path'

/** `separator` is the system's. */
export const withSlashes = (path: string, separator: string = sep): string => path.split(separator).join('/')
