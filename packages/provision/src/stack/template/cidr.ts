// Parts of a network by number, as Terraform's cidrsubnet: cidr "10.0.0.0/16" 8 3 is 10.0.3.0/24. IPv4.

/**
 * The part number `index` of `network` when it is cut into 2^`bits` equal parts.
 *
 * @throws Error that says what is wrong with which value
 */
export function cidr(network: unknown, bits: unknown, index: unknown): string {
  const [address, length] = parsed(network)
  if (!isWhole(bits, 0, 32 - length))
    throw new Error(`a /${length} can be cut by 0 to ${32 - length} more bits, not by ${shown(bits)}`)
  if (!isWhole(index, 0, 2 ** bits - 1))
    throw new Error(`${bits} bits make parts 0 to ${2 ** bits - 1}, and there is no part ${shown(index)}`)
  const size = length + bits
  const base = Math.floor(address / 2 ** (32 - length)) * 2 ** (32 - length)
  return `${written(base + index * 2 ** (32 - size))}/${size}`
}

function parsed(network: unknown): readonly [address: number, length: number] {
  const match = typeof network === 'string' ? /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(network) : null
  const [a, b, c, d, length] = (match ?? []).slice(1).map(Number)
  const bytes = [a, b, c, d]
  if (length === undefined || length > 32 || bytes.some(byte => byte === undefined || byte > 255))
    throw new Error(`a network is written as 10.0.0.0/16, and not as ${shown(network)}`)
  return [bytes.reduce<number>((sum, byte) => sum * 256 + byte!, 0), length]
}

const isWhole = (value: unknown, min: number, max: number): value is number =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max

const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing'

const written = (address: number): string =>
  [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join('.')
