import { uuid } from 'drizzle-orm/pg-core';
import { organizations } from './accounts/organizations.ts';
import { users } from './accounts/people.ts';

// The owners of a row. They stand apart from the other shared columns, because they refer to tables.

export const organizationId = uuid('organization_id')
  .notNull()
  .references(() => organizations.id);

/** A person with an account. The policies check that they belong to the organization. */
export const person = (name: string) => uuid(name).references(() => users.id);
