// Offers the sandbox to infer; costs nothing until it is chosen.
import {CONTRACT, type ProvidersHook} from '@inferloop/contract'
import {SETTINGS} from '../settings.ts'

const offer: ProvidersHook = async () => [
  {
    contract: CONTRACT,
    name: 'sandbox',
    summary:
      'make-believe cloud in a folder of this machine: all kinds, no account, no cost, faults on demand',
    settings: SETTINGS,
    credentials: [],
    load: async () => (await import('../connect.ts')).sandbox,
  },
]
export default offer
