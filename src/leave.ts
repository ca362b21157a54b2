// Ends of the process that are ours: any other, before a command is done, is not.

let leaving = false

/** Ends the process now. */
export function leave(code: number): never {
  leaving = true
  process.exit(code)
}

/** Whether `leave` ends the process. */
export const isLeaving = (): boolean => leaving
