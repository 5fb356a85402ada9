/** A wait in words, rounded up so that nobody comes back too early: "30 seconds", "2 minutes", "1 hour". */
export function describeWait(seconds: number): string {
  if (seconds <= 90) return count(seconds, 'second');
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? count(minutes, 'minute') : count(Math.ceil(minutes / 60), 'hour');
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
