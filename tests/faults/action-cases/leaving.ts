import { randomUUID } from 'node:crypto';
import { createOrganization, createPerson } from '../../factories/organizations.ts';
import { proveSessions } from '../../factories/proofs.ts';
import { counting, type Prepare, signIn, startAsOwner, uniqueName } from './world.ts';

export const leaving: Record<string, Record<string, Prepare>> = {
  'organization.new.tsx': {
    create: async (world) => {
      const { visitor } = await startAsOwner(world);
      const name = uniqueName();
      return {
        visitor,
        address: '/organization/new',
        fields: { id: randomUUID(), name },
        match: 'app.create_organization',
        countEffects: counting(world)('organizations where name = $1', name),
      };
    },
  },
  'organization.data.tsx': {
    close: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      await proveSessions(world.database.sql, organization.owner);
      return {
        visitor,
        address: '/organization/data',
        fields: { intent: 'close', typed: organization.name },
        match: 'app.close_organization',
        countEffects: counting(world)('organizations where id = $1 and closing_at is not null', organization.id),
      };
    },
    'keep open': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      await world.database.sql.query(`update organizations set closing_at = now() + interval '9 days' where id = $1`, [
        organization.id,
      ]);
      return {
        visitor,
        address: '/organization/data',
        fields: { intent: 'keep-open' },
        match: 'app.keep_organization_open',
        countEffects: counting(world)('organizations where id = $1 and closing_at is null', organization.id),
      };
    },
  },
  'account_.delete.tsx': {
    delete: async (world) => {
      const organization = await createOrganization(world.database.sql);
      const person = await createPerson(world.database.sql, organization.id, 'MEMBER');
      const visitor = await signIn(world, person, organization.id);
      await proveSessions(world.database.sql, person);
      return {
        visitor,
        address: '/account/delete',
        fields: { typed: person.email },
        match: 'app.delete_account',
        countEffects: counting(world)('users where id = $1 and closed_at is not null', person.id),
      };
    },
  },
};
