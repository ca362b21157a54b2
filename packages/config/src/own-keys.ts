// Options of generators that have a key, and a flag, of their own beside `options`.

export const OWN_KEYS: readonly string[] = ['epochs', 'max-time']
