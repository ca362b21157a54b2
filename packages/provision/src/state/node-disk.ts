// A disk by node:fs. Folders 0700, files 0600; links are neither followed nor replaced.
import {constants} from 'node:fs'
import {link, lstat, mkdir, open, readdir, rename, unlink} from 'node:fs/promises'
import type {Disk} from './disk.ts'

/** Undefined on Windows, where making a link takes a privilege. */
const NOFOLLOW = constants.O_NOFOLLOW ?? 0

/** How often and for how long a rename waits for a virus scanner or an indexer on Windows: 2.5 s in all. */
const RENAME_TRIES = 50
const RENAME_WAIT_MS = 50

const isErrno = (error: unknown, ...codes: string[]): boolean =>
  codes.includes(String((error as {code?: unknown} | null)?.code))

/** What `operation` gives, or undefined when it fails with one of the codes. */
async function unless<T>(codes: readonly string[], operation: Promise<T>): Promise<T | undefined> {
  try {
    return await operation
  } catch (error) {
    if (isErrno(error, ...codes)) return undefined
    throw error
  }
}

export const nodeDisk: Disk = {
  async read(path) {
    const file = await unless(['ENOENT'], open(path, constants.O_RDONLY | NOFOLLOW))
    if (file === undefined) return undefined
    try {
      return await file.readFile()
    } finally {
      await file.close()
    }
  },
  names: async folder => (await unless(['ENOENT'], readdir(folder))) ?? [],
  isFolder: async path => (await unless(['ENOENT'], lstat(path)))?.isDirectory() === true,
  async makeFolder(path) {
    const made = await unless(
      ['EEXIST'],
      mkdir(path, {mode: 0o700}).then(() => true),
    )
    if (made === undefined && !(await lstat(path)).isDirectory())
      throw Object.assign(new Error(`${path} is not a folder`), {code: 'ENOTDIR', syscall: 'mkdir', path})
  },
  async open(path, which) {
    const flags = which === 'new' ? constants.O_CREAT | constants.O_EXCL : 0
    const file = await open(path, constants.O_RDWR | flags | NOFOLLOW, 0o600)
    return {
      size: async () => (await file.stat()).size,
      async write(bytes, at) {
        for (let done = 0; done < bytes.length; )
          done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
      },
      truncate: size => file.truncate(size),
      sync: () => file.sync(),
      close: () => file.close(),
    }
  },
  async rename(from, to) {
    for (let left = process.platform === 'win32' ? RENAME_TRIES : 0; ; left--)
      try {
        return await rename(from, to)
      } catch (error) {
        if (left === 0 || !isErrno(error, 'EPERM', 'EBUSY', 'EACCES')) throw error
        await new Promise(resolve => setTimeout(resolve, RENAME_WAIT_MS))
      }
  },
  link,
  async remove(path) {
    await unless(['ENOENT'], unlink(path))
  },
  async syncFolder(path) {
    if (process.platform === 'win32') return // has no such thing; NTFS keeps names in its own journal
    const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY)
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  },
}
