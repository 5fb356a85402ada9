import { randomUUID } from 'node:crypto';
import { createVisitor } from '../../setup/visitor.ts';
import { counting, type Prepare, signInAsPlatformAdmin } from './world.ts';

export const contact: Record<string, Record<string, Prepare>> = {
  'contact.tsx': {
    'send a message': async (world) => {
      // Somebody who reads it.
      await signInAsPlatformAdmin(world);
      const email = `${randomUUID()}@people.test`;
      return {
        visitor: createVisitor(world.url),
        address: '/contact',
        fields: { name: 'Ada', email, topic: 'QUESTION', message: 'What does it cost?' },
        match: 'app.send_contact_message',
        // One message, to however many who read it.
        countEffects: counting(world)(
          `(select distinct content from outgoing_mail where kind = 'contact-message' and content ->> 'email' = $1) messages`,
          email,
        ),
      };
    },
  },
};
