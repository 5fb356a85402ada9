import { uuid } from 'drizzle-orm/pg-core';
import { organizations } from './accounts/organizations.ts';
import { users } from './accounts/people.ts';

// Whose a row is. Apart from the other shared columns, because these refer to tables.

export const organizationId = uuid('organization_id')
  .notNull()
  .references(() => organizations.id);

/** Somebody with an account. That they belong to the organization is for the policies to say. */
export const person = (name: string) => uuid(name).references(() => users.id);
