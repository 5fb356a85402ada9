import { randomUUID } from 'node:crypto';
import { hashToken } from '../../../app/services/tokens.server.ts';
import { createInvitation } from '../../factories/account-links.ts';
import { createOrganization } from '../../factories/organizations.ts';
import { proveSessions } from '../../factories/proofs.ts';
import { createAuthenticator } from '../../factories/second-factors.ts';
import { counting, type Prepare, signIn, signInAsPlatformAdmin, startAsOwner, uniqueName } from './world.ts';

export const organization: Record<string, Record<string, Prepare>> = {
  'admin.organizations.$id.tsx': {
    'set the tier': async (world) => {
      const { id } = await createOrganization(world.database.sql, { tier: 'STARTER' });
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: `/admin/organizations/${id}`,
        fields: { intent: 'set-tier', tier: 'ELITE' },
        match: 'app.set_tier',
        countEffects: counting(world)(`organizations where id = $1 and subscription_tier = 'ELITE'`, id),
      };
    },
    'sign somebody out': async (world) => {
      const { id, owner } = await createOrganization(world.database.sql);
      const there = counting(world)('sessions where user_id = $1', owner.id);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: `/admin/organizations/${id}`,
        fields: { intent: 'sign-person-out', email: owner.email },
        match: 'app.end_person_sessions',
        countEffects: async () => 1 - (await there()),
      };
    },
    'take lost second factors away': async (world) => {
      const { id, owner } = await createOrganization(world.database.sql);
      await createAuthenticator(world.database.sql, owner.id);
      const left = counting(world)('authenticators where user_id = $1', owner.id);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: `/admin/organizations/${id}`,
        fields: { intent: 'reset-factors', email: owner.email, reason: 'Called the number of the contract.' },
        match: 'reset_second_factors',
        countEffects: async () => 1 - (await left()),
      };
    },
    'appoint an owner': async (world) => {
      const { id, owner, admin } = await createOrganization(world.database.sql);
      await world.database.sql.query('delete from memberships where user_id = $1', [owner.id]);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: `/admin/organizations/${id}`,
        fields: { intent: 'appoint-owner', userId: admin.id, reason: 'Called the number of the contract.' },
        match: 'app.appoint_owner',
        countEffects: counting(world)(`memberships where user_id = $1 and role = 'OWNER'`, admin.id),
      };
    },
    'set the credit': async (world) => {
      const { id } = await createOrganization(world.database.sql);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: `/admin/organizations/${id}`,
        fields: { intent: 'set-credit', invoiceLimit: '2,500', invoiceApproval: '' },
        match: 'app.set_credit',
        countEffects: counting(world)('organizations where id = $1 and invoice_limit = 250000', id),
      };
    },
  },
  'organization._index.tsx': {
    invite: async (world) => {
      const { visitor } = await startAsOwner(world);
      const email = `${randomUUID()}@people.test`;
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'invite', email, role: 'MEMBER' },
        match: 'app.invite_people',
        countEffects: counting(world)('invitations where email = $1', email),
      };
    },
    resend: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const { id, token } = await createInvitation(world.database.sql, organization.id, `${randomUUID()}@people.test`);
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'resend', invitationId: id },
        match: 'app.resend_invitation',
        countEffects: counting(world)('invitations where id = $1 and token_hash <> $2', id, hashToken(token)),
      };
    },
    revoke: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const { id } = await createInvitation(world.database.sql, organization.id, `${randomUUID()}@people.test`);
      const open = counting(world)('invitations where id = $1', id);
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'revoke', invitationId: id },
        match: 'app.revoke_invitation',
        countEffects: async () => 1 - (await open()),
      };
    },
    'change a role': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'change-role', userId: organization.member.id, role: 'ADMIN' },
        match: 'app.change_role',
        countEffects: counting(world)(`memberships where user_id = $1 and role = 'ADMIN'`, organization.member.id),
      };
    },
    remove: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const there = counting(world)('memberships where user_id = $1', organization.member.id);
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'remove', userId: organization.member.id },
        match: 'app.remove_member',
        countEffects: async () => 1 - (await there()),
      };
    },
    'sign somebody out': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const there = counting(world)('sessions where user_id = $1', organization.member.id);
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'sign-out', userId: organization.member.id },
        match: 'app.end_member_sessions',
        countEffects: async () => 1 - (await there()),
      };
    },
    'hand over': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      await proveSessions(world.database.sql, organization.owner);
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'hand-over', userId: organization.admin.id, typed: organization.name },
        match: 'app.hand_over_ownership',
        countEffects: counting(world)(`memberships where user_id = $1 and role = 'OWNER'`, organization.admin.id),
      };
    },
    leave: async (world) => {
      const { organization } = await startAsOwner(world);
      const there = counting(world)('memberships where user_id = $1', organization.member.id);
      return {
        visitor: await signIn(world, organization.member, organization.id),
        address: '/organization',
        fields: { intent: 'leave' },
        match: 'app.leave_organization',
        countEffects: async () => 1 - (await there()),
      };
    },
    rename: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const name = uniqueName();
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'rename', name },
        match: 'app.rename_organization',
        countEffects: counting(world)('organizations where id = $1 and name = $2', organization.id, name),
      };
    },
  },
  'organization.export[.]zip.ts': {
    export: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      await proveSessions(world.database.sql, organization.owner);
      let archives = 0;
      const address = '/organization/export.zip';
      return {
        visitor,
        address,
        fields: {},
        match: 'app.record_export',
        countEffects: async () => archives,
        needsAnswer: true,
        send: async () => {
          const answer = await visitor.post(address, {});
          if (answer.headers.get('content-type') === 'application/zip') archives += 1;
          return answer;
        },
      };
    },
  },
  'organization_.billing.tsx': {
    set: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      return {
        visitor,
        address: '/organization/billing',
        fields: { limit: '1234' },
        match: 'app.set_spending_limit',
        countEffects: counting(world)(
          'organizations where id = $1 and monthly_spending_limit = 123400',
          organization.id,
        ),
      };
    },
  },
};
