// The bytes CSV gives a meaning to; all ASCII, so they stand for themselves in UTF-8 and in windows-1252.
export const QUOTE = 0x22
export const LF = 0x0a
export const CR = 0x0d
export const HASH = 0x23
