type End<Value> = Value | null | undefined;

const isTurned = <Value extends string | number>(from: End<Value>, to: End<Value>) =>
  from != null && to != null && from > to;

/** What is wrong with a range of days such as "2026-03-04", for the message beside its last one; undefined for one that can be searched. */
export function judgeDays(from: End<string>, to: End<string>): string | undefined {
  return isTurned(from, to) ? 'This is before the first day, so nothing lies between.' : undefined;
}

/** The same of a range of amounts in cents. */
export function judgeAmounts(from: End<number>, to: End<number>): string | undefined {
  return isTurned(from, to) ? 'This is below the lowest amount, so nothing lies between.' : undefined;
}
