// Characters that a terminal is never sent as they are.

/** Control characters, and marks that nobody sees but that turn the order of what follows round or hide in it: one, as a regular expression. */
export const UNSEEN = '[\\p{Cc}\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060\\u2066-\\u2069\\ufeff]'

const ALL = new RegExp(UNSEEN, 'gu')

/** `\u001b` of an escape. */
export const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A text with every one of them shown, colours and line feeds too. */
export const withoutUnseen = (text: string): string => text.replace(ALL, escaped)
