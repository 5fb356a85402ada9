import { z } from 'zod';

/** Characters of the shortest password that is accepted. */
export const shortestPassword = 8;
/** Hashing time does not depend on the length, but reading a password of a megabyte would take long. */
const longestPassword = 200;

const tooShort = `Use at least ${shortestPassword} characters.`;

/** A password that somebody chooses. `findPasswordProblem` knows what else it must not be. */
export const newPassword = z
  .string({ error: 'Enter a password.' })
  .min(shortestPassword, { error: tooShort, abort: true })
  .max(longestPassword, `Use at most ${longestPassword} characters.`)
  // What is hashed is the composed form, in which two characters can be one.
  .refine((password) => [...password.normalize('NFKC')].length >= shortestPassword, tooShort);

/** The password of an account that exists. */
export const currentPassword = z
  .string({ error: 'Enter your password.' })
  .max(longestPassword, `Passwords have at most ${longestPassword} characters.`);
