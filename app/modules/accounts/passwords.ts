import { z } from 'zod';

/** Characters of the shortest password that is accepted. */
export const shortestPassword = 8;
/** Hashing time does not depend on the length, but reading a password of a megabyte would take long. */
const longestPassword = 200;

/** A password that somebody chooses. */
export const newPassword = z
  .string({ error: 'Enter a password.' })
  .min(shortestPassword, `Use at least ${shortestPassword} characters.`)
  .max(longestPassword, `Use at most ${longestPassword} characters.`);

/** The password of an account that exists. */
export const currentPassword = z
  .string({ error: 'Enter your password.' })
  .max(longestPassword, `Passwords have at most ${longestPassword} characters.`);
