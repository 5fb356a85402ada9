import { randomUUID } from 'node:crypto';
import { hashToken } from '../../../app/services/tokens.server.ts';
import { createInvitation, createPasswordReset } from '../../factories/account-links.ts';
import { addMembership, createOrganization, createUser } from '../../factories/organizations.ts';
import { givePassword } from '../../factories/passwords.ts';
import { createVisitor, type Visitor } from '../../setup/visitor.ts';
import { counting, newPassword, type Prepare, signIn, startAsOwner, uniqueName, type World } from './world.ts';

const giveKnownPassword = ({ database, chosenPassword }: World, { id }: { id: string }) =>
  givePassword(database.sql, id, chosenPassword);

/** Whether the person has another password than the known one. */
const hasNewPassword = (world: World, { id }: { id: string }) =>
  counting(world)('users where id = $1 and password_check <> $2', id, hashToken(world.chosenPassword.key));

/** Whether the visitor holds a session of this person. */
function holdsSession(world: World, visitor: Visitor, email: string) {
  return async () => {
    const value = visitor.cookies.get('__Host-session');
    if (!value) return 0;
    const token: unknown = JSON.parse(Buffer.from(decodeURIComponent(value), 'base64').toString());
    return counting(world)(
      'sessions s join users u on u.id = s.user_id where s.token_hash = $1 and u.email = $2',
      hashToken(String(token)),
      email,
    )();
  };
}

export const accounts: Record<string, Record<string, Prepare>> = {
  'account_.theme.tsx': {
    choose: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      return {
        visitor,
        address: '/account/theme',
        fields: { theme: 'DARK' },
        match: 'app.change_theme',
        countEffects: counting(world)(`users where id = $1 and theme = 'DARK'`, organization.owner.id),
      };
    },
  },
  'account.tsx': {
    rename: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const name = uniqueName();
      return {
        visitor,
        address: '/account',
        fields: { intent: 'rename', name },
        match: 'app.change_name',
        countEffects: counting(world)('users where id = $1 and name = $2', organization.owner.id, name),
      };
    },
    'change the email': async (world) => {
      const person = await createUser(world.database.sql, { isConfirmed: false });
      const newEmail = `${randomUUID()}@people.test`;
      return {
        visitor: await signIn(world, person, null),
        address: '/account',
        fields: { intent: 'change-email', newEmail },
        match: 'app.change_email',
        countEffects: counting(world)('users where id = $1 and pending_email = $2', person.id, newEmail),
      };
    },
    'change the password': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      await giveKnownPassword(world, organization.owner);
      return {
        visitor,
        address: '/account',
        fields: { intent: 'change-password', currentPassword: world.password, newPassword },
        match: 'app.finish_password_change',
        countEffects: hasNewPassword(world, organization.owner),
      };
    },
  },
  'forgot-password.tsx': {
    'ask for a link': async (world) => {
      const { id, email } = await createUser(world.database.sql);
      return {
        visitor: createVisitor(world.url),
        address: '/forgot-password',
        fields: { email },
        countEffects: counting(world)('password_resets where user_id = $1', id),
      };
    },
  },
  'invitations.$token.tsx': {
    'join as somebody new': async (world) => {
      const { organization } = await startAsOwner(world);
      const email = `${randomUUID()}@people.test`;
      const { token } = await createInvitation(world.database.sql, organization.id, email);
      return {
        visitor: createVisitor(world.url),
        address: `/invitations/${token}`,
        fields: { name: uniqueName(), password: newPassword },
        match: 'app.accept_invitation',
        countEffects: counting(world)('memberships m join users u on u.id = m.user_id where u.email = $1', email),
      };
    },
    'join with an account': async (world) => {
      const { organization } = await startAsOwner(world);
      const person = await createUser(world.database.sql);
      const { token } = await createInvitation(world.database.sql, organization.id, person.email);
      return {
        visitor: await signIn(world, person, null),
        address: `/invitations/${token}`,
        fields: { joining: 'yes' },
        match: 'app.accept_invitation',
        countEffects: counting(world)('memberships where user_id = $1', person.id),
      };
    },
  },
  'login.tsx': {
    'sign in': async (world) => {
      const person = await createUser(world.database.sql);
      await giveKnownPassword(world, person);
      const visitor = createVisitor(world.url);
      return {
        visitor,
        address: '/login',
        fields: { email: person.email, password: world.password },
        match: 'app.finish_sign_in',
        countEffects: holdsSession(world, visitor, person.email),
        needsAnswer: true,
      };
    },
  },
  'logout.tsx': {
    'sign out': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      await world.database.sql.query('delete from sessions where token_hash = $1', [organization.owner.tokenHash]);
      const sessions = counting(world)('sessions where user_id = $1', organization.owner.id);
      return {
        visitor,
        address: '/logout',
        fields: { redirectTo: '/tools' },
        match: 'app.end_session',
        countEffects: async () => 1 - (await sessions()),
      };
    },
    'sign out everywhere': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const sessions = counting(world)('sessions where user_id = $1', organization.owner.id);
      return {
        visitor,
        address: '/logout',
        fields: { scope: 'everywhere' },
        match: 'app.end_all_sessions',
        countEffects: async () => 1 - Math.min(1, await sessions()),
      };
    },
  },
  'reset-password.$token.tsx': {
    'choose a new password': async (world) => {
      const { sql } = world.database;
      const person = await createUser(sql);
      await giveKnownPassword(world, person);
      const token = await createPasswordReset(sql, person.id);
      return {
        visitor: createVisitor(world.url),
        address: `/reset-password/${token}`,
        fields: { password: newPassword },
        match: 'app.reset_password',
        countEffects: hasNewPassword(world, person),
      };
    },
  },
  'signup.tsx': {
    'create an account': async (world) => {
      const email = `${randomUUID()}@people.test`;
      return {
        visitor: createVisitor(world.url),
        address: '/signup',
        fields: { name: uniqueName(), email, password: newPassword, organization: uniqueName() },
        match: 'app.sign_up',
        countEffects: counting(world)(
          'users u join memberships m on m.user_id = u.id join organizations o on o.id = m.organization_id where u.email = $1',
          email,
        ),
      };
    },
  },
  'switch-organization.tsx': {
    switch: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const other = await createOrganization(world.database.sql);
      await addMembership(world.database.sql, other.id, organization.owner.id, 'MEMBER');
      return {
        visitor,
        address: '/switch-organization',
        fields: { organizationId: other.id, returnTo: '/tools' },
        match: 'app.switch_organization',
        countEffects: counting(world)(
          'sessions where user_id = $1 and organization_id = $2',
          organization.owner.id,
          other.id,
        ),
      };
    },
    'switch and send a form on': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const other = await createOrganization(world.database.sql);
      await addMembership(world.database.sql, other.id, organization.owner.id, 'MEMBER');
      return {
        visitor,
        address: `/switch-organization?${new URLSearchParams({ organizationId: other.id, sendTo: '/organization' })}`,
        fields: { forOrganization: other.id, intent: 'rename', name: uniqueName() },
        match: 'app.switch_organization',
        countEffects: counting(world)(
          'sessions where user_id = $1 and organization_id = $2',
          organization.owner.id,
          other.id,
        ),
      };
    },
  },
};
