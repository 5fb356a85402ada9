import { randomUUID } from 'node:crypto';
import { createBillingQuestion, createEmailConfirmation } from '../../factories/account-links.ts';
import { createUser } from '../../factories/organizations.ts';
import { createVisitor } from '../../setup/visitor.ts';
import { counting, type Prepare, signIn, startAsOwner, type World } from './world.ts';

/** Somebody whose address is not confirmed, with a question that waits. */
async function createUnconfirmed(world: World) {
  const { sql } = world.database;
  const person = await createUser(sql, { isConfirmed: false });
  return { person, ...(await createEmailConfirmation(sql, person.id, person.email)) };
}

const isConfirmed = (world: World, { id }: { id: string }) =>
  counting(world)('users where id = $1 and email_confirmed_at is not null', id);

export const emailConfirmations: Record<string, Record<string, Prepare>> = {
  'confirm-email.tsx': {
    'confirm by the code': async (world) => {
      const { person, code } = await createUnconfirmed(world);
      return {
        visitor: await signIn(world, person, null),
        address: '/confirm-email',
        fields: { intent: 'confirm', code },
        match: 'app.confirm_email',
        countEffects: isConfirmed(world, person),
      };
    },
    'send another code': async (world) => {
      const { person } = await createUnconfirmed(world);
      return {
        visitor: await signIn(world, person, null),
        address: '/confirm-email',
        fields: { intent: 'send' },
        match: 'app.send_email_confirmation',
        countEffects: async () =>
          Math.min(
            1,
            await counting(world)(`outgoing_mail where kind = 'email-confirmation' and recipient = $1`, person.email)(),
          ),
      };
    },
  },
  'confirm-email_.$token.tsx': {
    'confirm by the link': async (world) => {
      const { person, token } = await createUnconfirmed(world);
      return {
        visitor: await signIn(world, person, null),
        address: `/confirm-email/${token}`,
        fields: { intent: 'confirm' },
        match: 'app.confirm_email_by_link',
        countEffects: isConfirmed(world, person),
      };
    },
    'say that it was somebody else': async (world) => {
      const { person, token } = await createUnconfirmed(world);
      const there = counting(world)('users where email = $1', person.email);
      return {
        visitor: createVisitor(world.url),
        address: `/confirm-email/${token}`,
        fields: { intent: 'disown' },
        match: 'app.disown_email',
        countEffects: async () => 1 - (await there()),
      };
    },
  },
  'confirm-billing.$token.tsx': {
    'take the invoices': async (world) => {
      const { organization } = await startAsOwner(world);
      const email = `${randomUUID()}@people.test`;
      const token = await createBillingQuestion(world.database.sql, organization.id, email);
      return {
        visitor: createVisitor(world.url),
        address: `/confirm-billing/${token}`,
        fields: { intent: 'take' },
        match: 'app.answer_billing_email',
        countEffects: counting(world)('billing_emails where email = $1 and confirmed_at is not null', email),
      };
    },
    'refuse them': async (world) => {
      const { organization } = await startAsOwner(world);
      const email = `${randomUUID()}@people.test`;
      const token = await createBillingQuestion(world.database.sql, organization.id, email);
      return {
        visitor: createVisitor(world.url),
        address: `/confirm-billing/${token}`,
        fields: { intent: 'refuse' },
        match: 'app.answer_billing_email',
        countEffects: counting(world)('billing_emails where email = $1 and refused_at is not null', email),
      };
    },
  },
};
