// A small made-up table of hospital visits, real and synthetic: rows drawn with a fixed seed.
import {createRandom} from '@inferloop/random'

export const ROWS = 4000
const DAY = 86_400_000

export interface Visits {
  readonly age: number[]
  readonly cost: number[]
  readonly bmi: number[]
  readonly admitted: number[]
  readonly ward: string[]
  readonly insurance: string[]
  readonly smoker: string[]
}

const WARDS = [
  'Surgery',
  'Cardiology',
  'Maternity',
  'Paediatrics',
  'Emergency',
  'Oncology',
  'Neurology',
  'Ear, nose & throat',
]

/** `fault` is how far the synthetic side is off: 0 is another sample of the same hospital. */
export function visits(seed: number, fault: number): Visits {
  const random = createRandom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  const side: Visits = {age: [], cost: [], bmi: [], admitted: [], ward: [], insurance: [], smoker: []}
  for (let row = 0; row < ROWS; row += 1) {
    const young = random.next() < 0.3 - 0.12 * fault
    const age = Math.max(0, Math.round(young ? 6 + 5 * normal() : 58 + 16 * normal() + 4 * fault))
    side.age.push(age)
    side.cost.push(Math.exp(6.8 + 0.9 * normal() + age / 150))
    side.bmi.push(random.next() < 0.08 + 0.05 * fault ? Number.NaN : 24 + 3.8 * normal() + age / 40)
    const day = Math.floor(730 * random.next())
    side.admitted.push(Date.UTC(2024, 0, 1) + DAY * (day + (fault === 0 && day % 7 === 6 ? -1 : 0)))
    const at = Math.floor(WARDS.length * random.next() ** (1.6 - 0.5 * fault))
    side.ward.push(young && at < 3 ? 'Paediatrics' : WARDS[at]!)
    side.insurance.push(random.next() < 0.81 ? 'public' : random.next() < 0.8 ? 'private' : 'none')
    side.smoker.push(age > 15 && random.next() < 0.22 ? 'true' : 'false')
  }
  return side
}
