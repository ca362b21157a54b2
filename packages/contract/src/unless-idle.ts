// Waiting for somebody else's code, which may wait for nothing.

/** What `call` gives; throws when the process has nothing left to do while it is waited for, which would end it in silence. */
export async function unlessIdle<T>(call: () => T | Promise<T>): Promise<Awaited<T>> {
  const {promise: idle, reject} = Promise.withResolvers<never>()
  const drained = (): void => reject(new Error('it waits for something that never comes'))
  process.once('beforeExit', drained)
  try {
    return await Promise.race([call(), idle])
  } finally {
    process.off('beforeExit', drained)
  }
}
