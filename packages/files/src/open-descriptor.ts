// A bare file descriptor, for a socket that will own and close it: a FileHandle would close it a second time.
import {open} from 'node:fs'

export const openDescriptor = (path: string, flags: number): Promise<number> =>
  new Promise((resolve, reject) => {
    open(path, flags, (error, descriptor) => (error === null ? resolve(descriptor) : reject(error)))
  })
