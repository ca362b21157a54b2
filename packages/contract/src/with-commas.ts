// Whole numbers as people read them: `32561` → `32,561`. Without Intl, whose first use takes 20 ms of a run.

export const withCommas = (value: number): string =>
  String(value).replace(/\d+/, whole => whole.replace(/\B(?=(\d{3})+$)/g, ','))
