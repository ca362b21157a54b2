// `infer deploy providers` between its flags and its services.
import {interruptible} from '../../interrupt.ts'
import {collectProviders} from '../../registry/collect.ts'
import {findProvider} from '../../registry/find-offer.ts'
import {type Providers, providers} from '../../services/deploy/providers.ts'
import {exitOf, type ProviderTest, testProvider} from '../../services/deploy/test-provider.ts'
import {onStdout} from '../theme.ts'
import {choiceOf, type Host, type StackFlags, surroundings} from './host.ts'
import {providersText, testText} from './providers-text.ts'

export interface ProvidersResult extends Providers {
  /** Of --test; null without. */
  readonly test: ProviderTest | null
}

/** @throws InferError as `testProvider`; INFER_PROVIDER_UNKNOWN */
export async function runProviders(
  name: string | undefined,
  flags: StackFlags & {readonly test: boolean},
  host: Host,
): Promise<ProvidersResult> {
  const choice = choiceOf(flags)
  const test = flags.test
    ? await interruptible(signal => testProvider(name, choice, surroundings(host, signal)))
    : null
  const collected = await collectProviders(host.config)
  const wanted = test?.provider ?? name
  const offers = wanted === undefined ? collected.offers : [findProvider(collected, wanted)]
  const shown = await providers({...collected, offers}, process.env)
  host.print(test === null ? providersText(shown, onStdout) : testText(test, onStdout))
  if (test !== null) process.exitCode = exitOf(test)
  return {...shown, test}
}
