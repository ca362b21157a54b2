// What the formats of text fields allow: one regular expression each, for checks here and for JSON Schema in editors.
import type {Format} from './field.ts'

export interface FormatRule {
  /** For the whole text; understood alike by JavaScript and JSON Schema. */
  readonly pattern: string
  /** Follows “should be”. */
  readonly says: string
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const LABEL = '[a-zA-Z0-9_](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'

/** cidr: RFC 4632, RFC 4291. domain: RFC 1035, with `*` and `_` in front as DNS records have them. image: OCI distribution 1.1. */
export const FORMATS: Readonly<Record<Format, FormatRule>> = {
  cidr: {
    pattern: `(?:(?:${OCTET}\\.){3}${OCTET}/(?:3[0-2]|[12]?\\d)|(?=[^/]*:[^/]*:)[0-9a-fA-F:]{2,39}/(?:12[0-8]|1[01]\\d|[1-9]?\\d))`,
    says: 'addresses such as 10.0.0.0/16',
  },
  domain: {
    pattern: `(?=.{1,253}$)(?:\\*\\.)?(?:${LABEL}\\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.?`,
    says: 'a name such as data.example.com',
  },
  email: {
    pattern: `[^\\s@"<>]{1,64}@(?:${LABEL}\\.)+[a-zA-Z][a-zA-Z0-9-]*`,
    says: 'an address such as ops@example.com',
  },
  slug: {
    pattern: '[a-z](?:[a-z0-9_-]{0,61}[a-z0-9])?',
    says: 'a word of a to z, 0 to 9, - and _, such as orders',
  },
  url: {
    pattern: 'https?://[^\\s/?#@]+(?:[/?#]\\S*)?',
    says: 'an address such as https://example.com/hook, without a password in it',
  },
  duration: {
    pattern: '(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h|d|w))+',
    says: 'a length of time such as 90s, 15m or 7d',
  },
  image: {
    pattern:
      '(?:[a-zA-Z0-9.-]+(?::\\d{1,5})?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::\\w[\\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?',
    says: 'an image such as ghcr.io/me/app:1.2',
  },
}
