// Sets the clock of a process ahead by INFER_TEST_LATER_MS: a run as if it came that much later.
const ahead = Number(process.env.INFER_TEST_LATER_MS)
const now = Date.now
Date.now = () => now() + ahead
