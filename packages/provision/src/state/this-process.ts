// This process as the owner of locks.
import {readFile, readlink} from 'node:fs/promises'
import {hostname, userInfo} from 'node:os'
import type {Owner, Self} from './owner.ts'

export async function thisProcess(): Promise<Self> {
  const startedAt = await startOf(process.pid)
  const bootId = await bootOf()
  const owner: Owner = {
    user: userName(),
    host: hostname(),
    pid: process.pid,
    ...(startedAt === undefined ? {} : {startedAt}),
    ...(bootId === undefined ? {} : {bootId}),
  }
  return {owner, isAlive}
}

async function isAlive({pid, startedAt}: Owner): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as {code?: unknown}).code === 'ESRCH') return false
  }
  const now = await startOf(pid)
  return now === undefined || startedAt === undefined || now === startedAt
}

/** Linux: clock ticks since the machine's start, the 22nd field of /proc/PID/stat (proc(5)); the name before it may hold anything. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

async function bootOf(): Promise<string | undefined> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    return `${boot.trim()} ${await readlink('/proc/self/ns/pid')}`
  } catch {
    return undefined
  }
}

/** A number without a name, as in many containers, has none. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown')
  }
}
