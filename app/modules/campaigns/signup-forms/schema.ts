import { z } from 'zod';
import { lineOfText, optionalLine, severalLines, slugText, writtenText } from '~/services/form-values.ts';
import { slugOf } from '~/utils/slugs.ts';
import { rowId, rowVersion, ticked } from '../typed-values.ts';
import { readMailbox } from './mailbox.ts';

const exampleSlug = 'new-listings';

/** A sign-up form as people of the organization fill it in. Without a slug it gets one from its name. */
export const signupFormSchema = z
  .object({
    intent: z.literal('save'),
    id: rowId,
    version: rowVersion,
    name: lineOfText('a name for the form', 200),
    slug: slugText(exampleSlug).optional(),
    listId: z.guid({ error: 'Choose the list that people are put on.' }),
    heading: lineOfText('a heading', 200),
    introduction: severalLines(2000)
      .optional()
      .transform((text) => text || null),
    consentWording: writtenText('Write what people agree to.', 2000),
    asksName: ticked,
    isActive: ticked,
  })
  .transform((typed, context) => {
    const slug = typed.slug ?? slugOf(typed.name);
    if (slug !== '') return { ...typed, slug };
    context.addIssue({ code: 'custom', path: ['slug'], message: `Enter an address, like ${exampleSlug}.` });
    return z.NEVER;
  });
export type TypedSignupForm = z.output<typeof signupFormSchema>;

/** Nobody sees this field. Programs fill it in. */
export const trapField = 'homepage';

/** The form that people outside send, from our page or from one of another site. */
export const subscribeSchema = z.object({
  name: optionalLine(200)
    .optional()
    .transform((name) => name ?? ''),
  email: z.string({ error: 'Enter your email address.' }).transform((text, context) => {
    const mailbox = readMailbox(text);
    if (mailbox !== undefined) return mailbox;
    context.addIssue({ code: 'custom', message: 'Enter an email address like name@example.com.' });
    return z.NEVER;
  }),
  [trapField]: z
    .unknown()
    .optional()
    .transform((value) => value !== undefined && value !== ''),
});
