import { z } from 'zod';
import { emailAddress, writtenText } from '~/services/form-values.ts';
import { nameText } from '~/services/name-text.ts';
import { contactTopicNames } from './topics.ts';

/** The form that writes to the people behind the site. */
export const contactSchema = z.object({
  name: nameText('your name'),
  email: emailAddress(),
  topic: z.enum(contactTopicNames, 'Choose what it is about.'),
  message: writtenText('Write your message.', 5000, 10),
});
