// Whether there is room for the networks, before they are built.
import {InferError} from '@inferloop/contract'
import type {Layout} from './layout.ts'
import type {Settings} from './options.ts'

/**
 * Bytes that training needs at most, about: weights, their gradients, two moments and the generator's average, as they are and as they
 * will be; three times what they add up to was measured with 7,600 slots, 5.7 GB.
 */
export function bytesNeeded(
  {width, conditions}: Layout,
  {noise, pack, generator, discriminator}: Settings,
): number {
  const ofGenerator = (noise + conditions + generator.width * generator.layers) * (width + generator.width)
  const ofDiscriminator = pack * (width + conditions) * discriminator.width
  return 12 * (5 * ofGenerator + 4 * ofDiscriminator)
}

/** @throws InferError INFER_MEMORY_FULL saying how much is needed and how much there is */
export function checkMemory(layout: Layout, settings: Settings, available = process.availableMemory()): void {
  const needed = bytesNeeded(layout, settings)
  if (needed <= available) return
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
  throw new InferError('INFER_MEMORY_FULL', {
    message: `Networks for ${layout.width} numbers a row need about ${gigabytes(needed)}, and ${gigabytes(available)} are free.`,
    suggestions: [
      '--drop columns that are not needed',
      '--option condition-numbers=false',
      '--generator trees',
    ],
  })
}
