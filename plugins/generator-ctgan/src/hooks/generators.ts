// Offers the ctgan generator to infer; costs nothing until it is chosen.
import {CONTRACT, type GeneratorsHook} from '@inferloop/contract'
import {options} from '../options.ts'

const offer: GeneratorsHook = async () => [
  {
    contract: CONTRACT,
    name: 'ctgan',
    summary: 'conditional GAN (Xu et al. 2019), a neural network trained here; minutes, not seconds',
    options,
    load: async () => (await import('../ctgan.ts')).ctgan,
  },
]
export default offer
