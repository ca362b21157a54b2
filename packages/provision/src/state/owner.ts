// Which process on which machine holds a lock, and whether it is still there.

export interface Owner {
  readonly user: string
  readonly host: string
  readonly pid: number
  /** Tells a process from a later one with its number; left out where the system does not say. */
  readonly startedAt?: string
  /** Of the machine's start and of the space its process numbers count in: a container counts its own. Left out where the system does not say. */
  readonly bootId?: string
}

export interface Self {
  readonly owner: Owner
  /** Asked only of owners that `sameMachine` says are of this one. */
  isAlive(owner: Owner): Promise<boolean>
}

/** Whether its process would be seen from here if it lived. Two machines may have one name, so where there are boots both must match. */
export const sameMachine = (a: Owner, b: Owner): boolean => a.host === b.host && a.bootId === b.bootId
