import { z } from 'zod';
import { emailAddress, staleButton } from '~/services/form-values.ts';

const codeProblem = 'Enter the six digits from the mail.';

/** The code of a mail, as people copy it: spaces and hyphens in it do not matter. Out comes six digits. */
export const confirmationCode = () =>
  z
    .string({ error: codeProblem })
    .max(40, codeProblem)
    .overwrite((text) => text.replaceAll(/[\s-]/g, ''))
    .regex(/^[0-9]{6}$/, codeProblem);

/** The address to go to afterwards. `parseLocalPath` turns any other value into an address of this site. */
const redirectTo = z.unknown().optional();

/** The forms of the page that asks for the code. */
export const confirmationSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('confirm'), code: confirmationCode(), redirectTo }),
  z.object({ intent: z.literal('send'), redirectTo }),
]);

/** The forms of the page that the link leads to. */
export const linkSchema = z.object({ intent: z.enum(['confirm', 'disown'], staleButton) });

export const emailChangeSchema = z.object({ intent: z.literal('change-email'), newEmail: emailAddress() });

export const emailChangeDropSchema = z.object({ intent: z.literal('drop-email-change') });
