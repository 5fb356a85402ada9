import { z } from 'zod';

/** The next line that a form names (`utils/next-line.ts`): the id of an element. Left out where it is none. */
export const nextLine = z
  .string()
  .regex(/^[a-z][\w-]{0,99}$/)
  .optional()
  .catch(undefined);
