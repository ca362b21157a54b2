// Codes and prose told apart, one text at a time.

/**
 * True for `N14228`, `A/5 21171`, `d41d8cd9`, `+1 (780) 428-9482`, `EWR`; false for `Braund, Mr. Owen Harris`,
 * `Embarcadero`, `luis@embraer.com.br`.
 */
export function looksLikeCode(text: string): boolean {
  if (text.includes('@')) return false
  const digits = /\d/.test(text)
  const lower = /\p{Ll}/u.test(text)
  if (!lower) return digits || (!text.includes(' ') && /^[A-Z0-9_./-]{1,4}$/.test(text))
  if (text.includes(' ') || !digits) return false
  // Letters and digits in one word, without a capital followed by small letters as in `Street12`.
  return /^[!-~]+$/.test(text) && !/\p{Lu}\p{Ll}{2,}/u.test(text)
}
