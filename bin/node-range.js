// Whether a version of Node is in the range of package.json; understands `^1.2.3` and `>=1.2.3`, with `||` between.

export function isInRange(version, range) {
  const found = numbers(version)
  return range.split('||').some(part => {
    const [, sign, from] = /^\s*(\^|>=)(\S+)\s*$/.exec(part) ?? []
    if (sign === undefined) throw new Error(`range "${range}" is not understood`)
    const least = numbers(from)
    if (sign === '^' && found[0] !== least[0]) return false
    const differs = [0, 1, 2].find(i => found[i] !== least[i])
    return differs === undefined || found[differs] > least[differs]
  })
}

const numbers = version => version.split('.').map(part => Number.parseInt(part, 10))
