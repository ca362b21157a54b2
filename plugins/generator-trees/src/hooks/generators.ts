// Offers the trees generator to infer; costs nothing until it is chosen.
import {CONTRACT, type GeneratorsHook} from '@inferloop/contract'
import {options} from '../options.ts'

const offer: GeneratorsHook = async () => [
  {
    contract: CONTRACT,
    name: 'trees',
    summary: 'one histogram tree per column, each on the columns before it; the default',
    options,
    load: async () => (await import('../trees.ts')).trees,
  },
]
export default offer
