import { createHash, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow, insertRow } from '../factories/module-rows.ts';
import {
  createOrganization,
  type SubscriptionTier,
  type TestOrganization,
  type TestPerson,
} from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import type { TestDatabase } from '../setup/database.ts';

// What the tests of contacts have in common: an office with the module, and its people at work.

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** An organization whose OWNER, ADMIN and MEMBER have a seat in Campaigns, and what its tests do there. */
export async function openOffice(database: TestDatabase, tier: SubscriptionTier = 'ENTERPRISE') {
  const { sql } = database;
  const organization: TestOrganization = await createOrganization(sql, { tier });
  await unlockModules(sql, organization);
  const call = async <Row extends object>(person: TestPerson | null, statement: string, values: unknown[] = []) =>
    await asViewer(database.asApp, person?.tokenHash ?? null, async (client: Client) =>
      only(await client.query<Row>(statement, values)),
    );
  // Rows of these tables as they are: the factories of tests make a contact of their own for each.
  const insert = (table: string, values: Record<string, unknown>) =>
    insertRow(sql, table, { organization_id: organization.id, ...values });
  const addContact = async (values: Record<string, unknown> = {}) =>
    String((await createModuleRow(sql, 'contacts', organization, values)).id);
  const say = (contactId: string, isGranted: boolean, values: Record<string, unknown> = {}) =>
    insert('contact_consents', {
      contact_id: contactId,
      is_granted: isGranted,
      email: 'replaced@people.test',
      source: 'Sign-up form',
      recorded_by: organization.member.id,
      ...values,
    });
  const putOnList = (listId: string, contactId: string, values: Record<string, unknown> = {}) =>
    insert('contact_list_members', { list_id: listId, contact_id: contactId, ...values });
  return {
    organization,
    id: organization.id,
    /** Asks a function as somebody; its answer is the column `outcome`. */
    ask: async (person: TestPerson | null, statement: string, ...values: unknown[]) =>
      (await call<{ outcome: unknown }>(person, `select ${statement} as outcome`, values)).outcome,
    call,
    /** Adds a contact; returns the id. */
    addContact,
    async addList(name = `List ${randomUUID()}`) {
      return String((await createModuleRow(sql, 'contact_lists', organization, { name })).id);
    },
    /** Puts a contact on a list, as a colleague did. */
    putOnList,
    /** Records a consent to email, or its withdrawal. */
    say,
    /** A contact who agreed to email, on the lists. */
    async addReader(listIds: readonly string[] = [], values: Record<string, unknown> = {}) {
      const contactId = await addContact(values);
      await say(contactId, true);
      for (const listId of listIds) await putOnList(listId, contactId);
      return contactId;
    },
    /** A row of the ledger. */
    addMessage: (emailId: string, contactId: string, email: string, values: Record<string, unknown> = {}) =>
      insert('email_deliveries', {
        email_campaign_id: emailId,
        contact_id: contactId,
        email,
        recipient_hash: createHash('sha256').update(email).digest('hex'),
        ...values,
      }),
    async findContact(contactId: string) {
      return only(await sql.query('select * from contacts where id = $1', [contactId]));
    },
    async listSuppressions() {
      const { rows } = await sql.query<{ email: string; reason: string }>(
        'select email, reason::text from suppressions where organization_id = $1 order by email, reason',
        [organization.id],
      );
      return rows.map(({ email, reason }) => `${email} ${reason}`);
    },
    /** Why nobody may write to a contact at an address; null where mail may go. */
    async refusal(contactId: string, email: string) {
      return only(
        await sql.query<{ refusal: string | null }>('select app.refuse_recipient($1, $2, $3) as refusal', [
          organization.id,
          contactId,
          email,
        ]),
      ).refusal;
    },
    run: (statement: string, ...values: unknown[]) => sql.query(statement, values),
  };
}
