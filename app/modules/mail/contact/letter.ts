import { z } from 'zod';
import { isolateName } from '~/utils/names.ts';
import type { Letter } from '../letter.ts';
import { contactTopicNames, contactTopics } from './topics.ts';

const name = z.string().transform(isolateName);

/** Content of the mail that brings a message to the people behind the site. */
export const contactMessageContent = z.object({
  name,
  /** As the sender typed it: nobody has confirmed it. */
  email: z.string(),
  topic: z.enum(contactTopicNames),
  message: z.string(),
  /** Who was signed in; null for nobody. */
  account: z.object({ name, email: z.string(), organization: name.nullable() }).nullable(),
});

/** Brings a message of the contact form. Answering the mail answers its sender. */
export function contactMessage(
  { name: sender, email, topic, message, account }: z.infer<typeof contactMessageContent>,
  link: (path: string) => string,
): Letter {
  const signedIn = account
    ? [account.name, account.email, ...(account.organization === null ? [] : [account.organization])]
    : ['Nobody: what is said of the sender is not checked'];
  return {
    subject: `Message from ${sender}: ${contactTopics[topic]}`,
    preview: message.slice(0, 100),
    heading: contactTopics[topic],
    blocks: [
      { type: 'quote', text: message },
      {
        type: 'facts',
        facts: [
          { term: 'From', details: [sender, email] },
          { term: 'Signed in as', details: signedIn },
        ],
      },
      { type: 'paragraph', text: 'Answer this mail: your answer goes to the email above.' },
      { type: 'button', label: 'Open the administration', url: link('/admin') },
    ],
    footer: 'You get this mail because you have the role Support on the Lotline platform, or give its roles.',
  };
}
