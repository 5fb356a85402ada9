import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { PartsOwner } from './campaign-parts.ts';
import { only } from './rows.ts';

/** How a small file of contacts is written, as an upload finds it out. */
export const detectedContacts = {
  encoding: 'utf-8',
  markLength: 0,
  delimiter: ',',
  headerLine: 1,
  sample: [
    { line: 1, cells: ['Email', 'Name'] },
    { line: 2, cells: ['ann@people.test', 'Ann'] },
  ],
};

/** The columns of that file. */
export const mappedContacts = {
  headerLine: 1,
  email: 0,
  name: 1,
  firstName: null,
  lastName: null,
  phone: null,
  tags: null,
  timeZone: null,
};

/** What has an address in this part of the module: a contact on a list with a consent, and what else there is about people. */
export async function createContactsParts(sql: Client, { organizationId, requesterId }: PartsOwner) {
  const unique = randomBytes(6).toString('hex');
  const idOf = async (query: string, values: unknown[]) => only(await sql.query<{ id: string }>(query, values)).id;
  const contact = await idOf(
    `insert into contacts (organization_id, name, email, tags, time_zone)
     values ($1, 'Pat Buyer', $2, '{buyer}', 'America/Chicago') returning id`,
    [organizationId, `pat-${unique}@people.test`],
  );
  const contactList = await idOf('insert into contact_lists (organization_id, name) values ($1, $2) returning id', [
    organizationId,
    `News ${unique}`,
  ]);
  await sql.query('insert into contact_list_members (organization_id, list_id, contact_id) values ($1, $2, $3)', [
    organizationId,
    contactList,
    contact,
  ]);
  await sql.query(
    `insert into contact_consents (organization_id, contact_id, email, is_granted, source, wording, recorded_by)
     values ($1, $2, 'replaced@people.test', true, 'Open house', 'I want the newsletter.', $3)`,
    [organizationId, contact, requesterId],
  );
  const segment = await idOf(
    'insert into contact_segments (organization_id, name, rules) values ($1, $2, $3) returning id',
    [
      organizationId,
      `Buyers ${unique}`,
      JSON.stringify([
        { field: 'TAG', operator: 'IS', value: 'buyer' },
        { field: 'LIST', operator: 'IS', value: contactList },
        { field: 'CREATED', operator: 'IN_LAST', value: 90 },
      ]),
    ],
  );
  const suppression = await idOf(
    `insert into suppressions (organization_id, email, reason, note, created_by)
     values ($1, $2, 'MANUAL', 'They asked by phone.', $3) returning id`,
    [organizationId, `no-${unique}@people.test`, requesterId],
  );
  const upload = (status: 'UPLOADED' | 'DONE') =>
    idOf(
      `insert into contact_imports (organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, detected, status, mapping,
         consent_source, consent_date, attested_at, rows_added, rows_refused, finished_at)
       values ($1, $2, 'contacts.csv', $3, 60, $4, $5, $6, $7, 'Sign-up sheets', '2026-03-04', now(), $8, $8, $9) returning id`,
      [
        organizationId,
        requesterId,
        `contacts/${organizationId}/${randomUUID()}`,
        createHash('sha256').update(unique).digest('hex'),
        JSON.stringify(detectedContacts),
        status,
        JSON.stringify(mappedContacts),
        status === 'DONE' ? 1 : 0,
        status === 'DONE' ? new Date() : null,
      ],
    );
  const contactImport = await upload('DONE');
  await sql.query(
    `insert into contact_import_problems (organization_id, import_id, line, reason, cells)
     values ($1, $2, 3, '“bob” is no email address.', '{bob,Bob}')`,
    [organizationId, contactImport],
  );
  return { contact, contactList, segment, suppression, contactImport, contactUpload: await upload('UPLOADED') };
}
