// A place within plain data, and how it is said to people.

export type Path = readonly (string | number)[]

/** `resources.web.env["a b"]`; the empty path is the whole. */
export const pathSaid = (path: Path): string =>
  path.reduce<string>((said, part) => {
    if (typeof part === 'number') return `${said}[${part}]`
    if (!/^[\w$-]+$/.test(part)) return `${said}[${JSON.stringify(part)}]`
    return said === '' ? part : `${said}.${part}`
  }, '')
