import { z } from 'zod';
import { cleanName, isVisible } from '~/utils/clean-names.ts';
import { onlyVisible, visible } from './form-values.ts';

// Apart from the other values of forms: what it takes to clean a name is nothing that every page with a form should load.

/**
 * The name of a person or an organization, as `cleanName` keeps it. One that shows nothing is missing.
 * @param name  the name of the value in the message: "your name"
 * @param longest  in UTF-16 units, once it is clean
 */
export function nameText(name: string, longest = 120) {
  const missing = `Enter ${name}.`;
  return z
    .string({ error: missing })
    .trim()
    .regex(visible, { error: onlyVisible, abort: true })
    .overwrite(cleanName)
    .max(longest, `Use at most ${longest} characters.`)
    .refine(isVisible, missing);
}
