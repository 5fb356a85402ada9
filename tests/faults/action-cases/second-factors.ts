import { createOrganization, createUser } from '../../factories/organizations.ts';
import { present } from '../../factories/rows.ts';
import {
  createAuthenticator,
  createPasskey,
  createPendingSignIn,
  giveRecoveryCodes,
  pendingCookie,
  proveSessions,
} from '../../factories/second-factors.ts';
import { createSoftwarePasskey, readPageChallenge } from '../../factories/software-passkey.ts';
import { createVisitor } from '../../setup/visitor.ts';
import { counting, type Prepare, signIn, type World } from './world.ts';

const page = '/account/security';
const nextYear = `${new Date().getUTCFullYear() + 1}-01-15`;

/** Somebody who is signed in and has just proved who they are. */
async function startProved(world: World) {
  const organization = await createOrganization(world.database.sql);
  const visitor = await signIn(world, organization.owner, organization.id);
  await proveSessions(world.database.sql, organization.owner.id);
  return { organization, person: organization.owner, visitor };
}

const sessionsOf = (world: World, userId: string) => counting(world)('sessions where user_id = $1', userId);

export const secondFactors: Record<string, Record<string, Prepare>> = {
  'account_.security.tsx': {
    'begin with an app': async (world) => {
      const { person, visitor } = await startProved(world);
      return {
        visitor,
        address: page,
        fields: { intent: 'start-authenticator' },
        match: 'start_authenticator',
        countEffects: counting(world)('authenticators where user_id = $1', person.id),
      };
    },
    'remove the app': async (world) => {
      const { person, visitor } = await startProved(world);
      await createAuthenticator(world.database.sql, person.id);
      const left = counting(world)('authenticators where user_id = $1', person.id);
      return {
        visitor,
        address: page,
        fields: { intent: 'remove-authenticator' },
        match: 'remove_authenticator',
        countEffects: async () => 1 - (await left()),
      };
    },
    'add a passkey': async (world) => {
      const { person, visitor } = await startProved(world);
      const { text } = await visitor.get(page);
      const credential = createSoftwarePasskey(world.url).register(readPageChallenge(text));
      return {
        visitor,
        address: page,
        fields: { intent: 'add-passkey', name: 'Laptop', credential },
        match: 'add_passkey',
        countEffects: counting(world)('passkeys where user_id = $1', person.id),
      };
    },
    'remove a passkey': async (world) => {
      const { person, visitor } = await startProved(world);
      const { id } = await createPasskey(world.database.sql, person.id, world.url);
      const left = counting(world)('passkeys where user_id = $1', person.id);
      return {
        visitor,
        address: page,
        fields: { intent: 'remove-passkey', passkeyId: id },
        match: 'remove_passkey',
        countEffects: async () => 1 - (await left()),
      };
    },
    'make new recovery codes': async (world) => {
      const { person, visitor } = await startProved(world);
      await createAuthenticator(world.database.sql, person.id);
      return {
        visitor,
        address: page,
        fields: { intent: 'replace-codes' },
        match: 'replace_recovery_codes',
        countEffects: counting(world)(
          '(select from recovery_codes where user_id = $1 having count(*) = 10) as set',
          person.id,
        ),
      };
    },
  },
  'account_.security_.authenticator.tsx': {
    'confirm the app': async (world) => {
      const { person, visitor } = await startProved(world);
      const { id, code } = await createAuthenticator(world.database.sql, person.id, false);
      return {
        visitor,
        address: `${page}/authenticator`,
        fields: { authenticatorId: id, code: code() },
        match: 'confirm_authenticator',
        countEffects: counting(world)('authenticators where user_id = $1 and confirmed_at is not null', person.id),
      };
    },
  },
  'login_.passkey.tsx': {
    'sign in': async (world) => {
      const person = await createUser(world.database.sql);
      const passkey = await createPasskey(world.database.sql, person.id, world.url);
      const visitor = createVisitor(world.url);
      const address = '/login/passkey';
      const sessions = sessionsOf(world, person.id);
      return {
        visitor,
        address,
        fields: {},
        match: 'app.sign_in_by_passkey',
        // One that nobody holds was opened by a try whose answer got lost.
        countEffects: async () => (visitor.cookies.has('__Host-session') ? Math.min(1, await sessions()) : 0),
        needsAnswer: true,
        // Each signature is of a challenge of its own.
        send: async () => {
          const { text } = await visitor.get(address);
          return visitor.post(address, { credential: passkey.assert(readPageChallenge(text)) });
        },
      };
    },
  },
  'login_.second-factor.tsx': {
    'sign in with a code': async (world) => {
      const { sql } = world.database;
      const person = await createUser(sql);
      await createAuthenticator(sql, person.id);
      const codes = await giveRecoveryCodes(sql, person.id);
      const visitor = createVisitor(world.url);
      const sessions = sessionsOf(world, person.id);
      return {
        visitor,
        address: '/login/second-factor',
        fields: {},
        match: 'app.sign_in_by_code',
        countEffects: async () => (visitor.cookies.has('__Host-session') ? Math.min(1, await sessions()) : 0),
        needsAnswer: true,
        // Whoever got no answer starts over, with another code.
        send: async () => {
          visitor.cookies.set(...pendingCookie(await createPendingSignIn(sql, person.id)));
          return visitor.post('/login/second-factor', { intent: 'code', code: present(codes.pop()) });
        },
      };
    },
  },
  'organization_.security.tsx': {
    'require a second factor': async (world) => {
      const { organization, person, visitor } = await startProved(world);
      await createAuthenticator(world.database.sql, person.id);
      return {
        visitor,
        address: '/organization/security',
        fields: { intent: 'require', from: nextYear, forOrganization: organization.id },
        match: 'require_second_factor_from',
        countEffects: counting(world)(
          'organizations where id = $1 and second_factor_from = $2',
          organization.id,
          nextYear,
        ),
      };
    },
    'stop requiring it': async (world) => {
      const { organization, person, visitor } = await startProved(world);
      const { sql } = world.database;
      await createAuthenticator(sql, person.id);
      await sql.query('update organizations set second_factor_from = $2 where id = $1', [organization.id, nextYear]);
      return {
        visitor,
        address: '/organization/security',
        fields: { intent: 'stop', forOrganization: organization.id },
        match: 'require_second_factor_from',
        countEffects: counting(world)('organizations where id = $1 and second_factor_from is null', organization.id),
      };
    },
  },
};
