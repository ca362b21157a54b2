// Proofs have a short form for every day and a full one, by INFER_PROVE=full.
export const FULL = process.env['INFER_PROVE'] === 'full'
