// Random streams that give the same numbers everywhere: seeded, splittable, drawn in any order on any thread.
export {fillWords} from './fill-words.ts'
export {philox4x32} from './philox.ts'
export type {Random, Words} from './random.ts'
export {chooseRows, shuffleInPlace} from './shuffle.ts'
export {createRandom, randomFromState} from './stream.ts'
