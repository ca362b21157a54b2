// A text as a file that is whole or not there.
import {commitTogether, openFileSink} from '@inferloop/files'

/** @throws InferError as `openFileSink` of packages/files; the signal's reason */
export async function writeTextFile(
  path: string,
  text: string,
  {force, signal}: {readonly force: boolean; readonly signal: AbortSignal},
): Promise<void> {
  const sink = await openFileSink(path, {force, flag: '--output', signal})
  try {
    await sink.write(Buffer.from(text))
    await sink.finish()
    signal.throwIfAborted()
    await commitTogether([{...sink, force}])
  } catch (error) {
    await sink.abort()
    throw error
  }
}
