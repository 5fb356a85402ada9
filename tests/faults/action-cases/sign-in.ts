import { createUser } from '../../factories/organizations.ts';
import { givePassword } from '../../factories/passwords.ts';
import { createMailedSignIn } from '../../factories/sign-in-mails.ts';
import { createVisitor } from '../../setup/visitor.ts';
import { counting, type Prepare, startAsOwner } from './world.ts';

export const signIn: Record<string, Record<string, Prepare>> = {
  'confirm-identity.tsx': {
    'type the password': async (world) => {
      const { sql } = world.database;
      const { organization, visitor } = await startAsOwner(world);
      await givePassword(sql, organization.owner.id, world.chosenPassword);
      await sql.query('update sessions set proved_at = null where user_id = $1', [organization.owner.id]);
      return {
        visitor,
        address: '/confirm-identity',
        fields: { password: world.password, redirectTo: '/organization' },
        match: 'app.prove_by_password',
        countEffects: counting(world)('sessions where user_id = $1 and proved_at is not null', organization.owner.id),
      };
    },
  },
  'account_.sessions.tsx': {
    'sign out elsewhere': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const { tokenHash } = organization.owner;
      const { rows } = await world.database.sql.query<{ id: string }>('select id from sessions where token_hash = $1', [
        tokenHash,
      ]);
      const there = counting(world)('sessions where token_hash = $1', tokenHash);
      return {
        visitor,
        address: '/account/sessions',
        fields: { sessionId: rows[0]?.id ?? '' },
        match: 'app.end_own_session',
        countEffects: async () => 1 - (await there()),
      };
    },
  },
  'login_.mail.tsx': {
    'ask for a mail': async (world) => {
      const { id, email } = await createUser(world.database.sql);
      return {
        visitor: createVisitor(world.url),
        address: '/login/mail',
        fields: { intent: 'send', email },
        countEffects: counting(world)('sign_in_mails where user_id = $1', id),
      };
    },
    'type the code': async (world) => {
      const person = await createUser(world.database.sql);
      const { visitor, code } = await createMailedSignIn(world, person.id);
      return {
        visitor,
        address: '/login/mail',
        fields: { intent: 'code', code },
        match: 'app.use_sign_in_mail',
        countEffects: counting(world)('sessions where user_id = $1', person.id),
      };
    },
  },
  'login_.mail_.$token.tsx': {
    'sign in': async (world) => {
      const person = await createUser(world.database.sql);
      const { visitor, token } = await createMailedSignIn(world, person.id);
      return {
        visitor,
        address: `/login/mail/${token}`,
        fields: {},
        match: 'app.use_sign_in_mail',
        countEffects: counting(world)('sessions where user_id = $1', person.id),
      };
    },
  },
};
