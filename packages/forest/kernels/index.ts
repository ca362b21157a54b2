// What src/kernels.ts calls. AssemblyScript (https://www.assemblyscript.org), compiled to dist/kernels.wasm by scripts/kernels.mjs.
export {addScores, drawCodes} from './draw'
export {rowsByLeaf} from './leaves'
