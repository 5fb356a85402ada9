import { describeWait } from '~/modules/accounts/sign-in/waiting.ts';

/**
 * Says that mail waits for its turn: an organization causes at most 50 mails an hour, and one stranger gets at most 5 a day.
 * @param seconds  until the last of it goes out; 0 for mail that does not wait
 */
export function describeDelay(seconds: number): string | undefined {
  if (seconds <= 0) return undefined;
  return `Its mail waits, because much was sent already: it goes out by itself within ${describeWait(seconds)}.`;
}
