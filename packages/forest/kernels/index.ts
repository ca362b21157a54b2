// What src/kernels.ts calls. AssemblyScript (https://www.assemblyscript.org), compiled to dist/kernels.wasm by scripts/kernels.mjs.
export {addValue, buildGradients, findGradients, subtractGradients} from './boosting'
export {findClasses} from './classes'
export {addScores, drawCodes} from './draw'
export {partByBin, partBySet, rowsByLeaf} from './leaves'
export {buildMoments, findMoments, subtractMoments} from './moments'
