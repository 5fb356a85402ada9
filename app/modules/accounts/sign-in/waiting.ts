import { countWords } from '~/utils/words.ts';

/** A wait in words, rounded up so that nobody comes back too early: "30 seconds", "2 minutes", "1 hour". */
export function describeWait(seconds: number): string {
  if (seconds <= 90) return countWords(seconds, 'second');
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? countWords(minutes, 'minute') : countWords(Math.ceil(minutes / 60), 'hour');
}
