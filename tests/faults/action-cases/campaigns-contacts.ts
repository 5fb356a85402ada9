import { randomUUID } from 'node:crypto';
import { createContactsParts } from '../../factories/campaign-parts-contacts.ts';
import { createModuleRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { counting, type Fields, type Prepare, startAsOwner, uniqueName, type World } from './world.ts';

/** An organization with the module, its owner at work, and one of everything about people that has a form. */
async function startWithContacts(world: World) {
  const start = await startAsOwner(world);
  const { sql } = world.database;
  await unlockModules(sql, start.organization);
  const { id: organizationId, owner } = start.organization;
  const parts = await createContactsParts(sql, { organizationId, requesterId: owner.id });
  const other = await createModuleRow(sql, 'contacts', start.organization);
  const empty = await createModuleRow(sql, 'contact_lists', start.organization);
  return {
    ...start,
    ...parts,
    otherEmail: String(other.email),
    other: String(other.id),
    emptyList: String(empty.id),
    id: randomUUID(),
    name: uniqueName(),
    email: `${randomUUID()}@people.test`,
  };
}
type Start = Awaited<ReturnType<typeof startWithContacts>>;

/** A form of a page that is sent once. */
const at =
  (
    address: (start: Start) => string,
    fields: (start: Start) => Fields,
    match: string,
    effects: (start: Start) => [query: string, ...values: unknown[]],
  ): Prepare =>
  async (world) => {
    const start = await startWithContacts(world);
    return {
      visitor: start.visitor,
      address: address(start),
      fields: fields(start),
      match,
      countEffects: counting(world)(...effects(start)),
    };
  };

const path = '/campaigns/contacts';
const contactPage = ({ contact }: Start) => `${path}/${contact}`;
const listPage = ({ contactList }: Start) => `${path}/lists/${contactList}`;
const segmentPage = ({ segment }: Start) => `${path}/segments/${segment}`;

/** A form that is only drawn anew, or counted, and writes nothing. */
const drawAt =
  (address: (start: Start) => string, fields: Fields, shows: string): Prepare =>
  async (world) => {
    const start = await startWithContacts(world);
    let shown = 0;
    return {
      visitor: start.visitor,
      address: address(start),
      fields,
      countEffects: async () => shown,
      async send() {
        const answer = await start.visitor.post(address(start), fields);
        if (answer.text.includes(shows)) shown = 1;
        return answer;
      },
    };
  };

const rule: Fields = { 'rules[0].kind': 'TAG_IS', 'rules[0].value': 'buyer' };
const counted = drawAt(segmentPage, { intent: 'count', matches: 'all', ...rule }, '1 contact matches now.');
const redrawn = drawAt(
  segmentPage,
  { intent: 'add-rule', newRule: 'DOMAIN_IS', ...rule },
  'email is at the domain</label>',
);

/** A new file, the same each time it is sent: the second is no second import. */
async function upload(world: World) {
  const start = await startAsOwner(world);
  await unlockModules(world.database.sql, start.organization);
  const fields = { key: randomUUID() };
  const address = `${path}/import`;
  const file = new File(['Email,Name\nann@people.test,Ann\n'], 'contacts.csv');
  return {
    visitor: start.visitor,
    address,
    fields,
    match: 'app.add_contact_import',
    countEffects: counting(world)('contact_imports where organization_id = $1', start.organization.id),
    send: () => start.visitor.post(address, { ...fields, file }),
  };
}

/** An import that runs, and that nobody is at. */
async function startWhileRunning(world: World) {
  const start = await startWithContacts(world);
  await world.database.sql.query(
    `update contact_imports set status = 'RUNNING', leased_until = now() - interval '1 minute' where id = $1`,
    [start.contactUpload],
  );
  return start;
}

/** All contacts as a file: nothing but the file shows that it was made. */
async function exported(world: World) {
  const { visitor } = await startWithContacts(world);
  let files = 0;
  const address = `${path}/export.csv`;
  return {
    visitor,
    address,
    fields: {},
    match: 'app.record_contact_export',
    countEffects: async () => files,
    needsAnswer: true,
    send: async () => {
      const answer = await visitor.post(address, {});
      if (answer.headers.get('content-type')?.startsWith('text/csv')) files = 1;
      return answer;
    },
  };
}

export const campaignContacts: Record<string, Record<string, Prepare>> = {
  'campaigns.contacts.new.tsx': {
    add: at(
      () => `${path}/new`,
      ({ id, name, email, contactList }) => ({
        id,
        name,
        email,
        lists: contactList,
        agreed: 'on',
        consentId: id,
        consentSource: 'Open house',
      }),
      'app.save_contact',
      ({ id, name }) => [`contacts where id = $1 and name = $2 and email_consent = 'GRANTED'`, id, name],
    ),
  },
  'campaigns.contacts.$contactId.tsx': {
    save: at(
      contactPage,
      ({ contact, name, email }) => ({ intent: 'save', id: contact, version: '1', name, email }),
      'app.save_contact',
      ({ contact, name, email }) => ['contacts where id = $1 and name = $2 and email = $3', contact, name, email],
    ),
    'record consent': at(
      contactPage,
      ({ id }) => ({ intent: 'record-consent', consentId: id, consentSource: 'By phone' }),
      'app.record_consent',
      ({ id }) => ['contact_consents where id = $1 and is_granted', id],
    ),
    'withdraw consent': at(
      contactPage,
      ({ id }) => ({ intent: 'withdraw-consent', withdrawalId: id, withdrawalSource: 'By phone' }),
      'app.record_consent',
      ({ id }) => ['contact_consents where id = $1 and not is_granted', id],
    ),
    suppress: at(
      contactPage,
      ({ id }) => ({ intent: 'suppress', suppressionId: id, suppressionNote: 'They asked.' }),
      'app.add_suppression',
      ({ id }) => ['suppressions where id = $1', id],
    ),
    'add to list': at(
      contactPage,
      ({ emptyList }) => ({ intent: 'add-to-list', listId: emptyList }),
      'app.add_to_list',
      ({ emptyList }) => ['contact_list_members where list_id = $1', emptyList],
    ),
    'remove from list': at(
      contactPage,
      ({ contactList }) => ({ intent: 'remove-from-list', listId: contactList }),
      'app.remove_from_list',
      ({ contactList }) => ['contact_list_members where list_id = $1 and left_at is not null', contactList],
    ),
    erase: at(
      contactPage,
      () => ({ intent: 'erase' }),
      'app.erase_contact',
      ({ contact }) => [`audit_log where subject_id = $1 and action = 'erase'`, contact],
    ),
  },
  'campaigns.contacts.export[.]csv.ts': { export: exported },
  'campaigns.contacts.import._index.tsx': { upload },
  'campaigns.contacts.import.$importId.tsx': {
    start: at(
      ({ contactUpload }) => `${path}/import/${contactUpload}`,
      () => ({
        intent: 'start',
        headerLine: '1',
        email: '0',
        fullName: '1',
        consentSource: 'Sign-up sheets',
        consentDate: '2026-03-04',
        attested: 'on',
      }),
      'app.start_contact_import',
      ({ contactUpload }) => [`contact_imports where id = $1 and status <> 'UPLOADED'`, contactUpload],
    ),
    // Its file is not there, so whoever goes on ends it.
    continue: async (world) => {
      const { visitor, contactUpload } = await startWhileRunning(world);
      return {
        visitor,
        address: `${path}/import/${contactUpload}`,
        fields: { intent: 'continue' },
        match: 'app.continue_contact_import',
        countEffects: counting(world)(
          `contact_imports where id = $1 and (status = 'FAILED' or leased_until > now())`,
          contactUpload,
        ),
      };
    },
    cancel: at(
      ({ contactUpload }) => `${path}/import/${contactUpload}`,
      () => ({ intent: 'cancel' }),
      'app.cancel_contact_import',
      ({ contactUpload }) => [`contact_imports where id = $1 and status = 'CANCELLED'`, contactUpload],
    ),
  },
  'campaigns.contacts.lists._index.tsx': {
    'new list': at(
      () => `${path}/lists?index`,
      ({ id, name }) => ({ intent: 'save', id, name }),
      'app.save_contact_list',
      ({ id, name }) => ['contact_lists where id = $1 and name = $2', id, name],
    ),
  },
  'campaigns.contacts.lists.$listId.tsx': {
    save: at(
      listPage,
      ({ contactList, name }) => ({ intent: 'save', id: contactList, name }),
      'app.save_contact_list',
      ({ contactList, name }) => ['contact_lists where id = $1 and name = $2', contactList, name],
    ),
    add: at(
      listPage,
      ({ otherEmail }) => ({ intent: 'add', email: otherEmail }),
      'app.add_to_list',
      ({ contactList, other }) => ['contact_list_members where list_id = $1 and contact_id = $2', contactList, other],
    ),
    'remove from list': at(
      listPage,
      ({ contact }) => ({ intent: 'remove-from-list', contactId: contact }),
      'app.remove_from_list',
      ({ contactList }) => ['contact_list_members where list_id = $1 and left_at is not null', contactList],
    ),
    delete: at(
      listPage,
      () => ({ intent: 'delete' }),
      'app.delete_contact_list',
      ({ contactList }) => ['(select where not exists (select from contact_lists where id = $1)) gone', contactList],
    ),
  },
  'campaigns.contacts.segments.new.tsx': {
    save: at(
      () => `${path}/segments/new`,
      ({ id, name }) => ({ intent: 'save', id, name, matches: 'any', ...rule }),
      'app.save_segment',
      ({ id, name }) => ['contact_segments where id = $1 and name = $2', id, name],
    ),
  },
  'campaigns.contacts.segments.$segmentId.tsx': {
    save: at(
      segmentPage,
      ({ segment, name }) => ({ intent: 'save', id: segment, version: '1', name, matches: 'any', ...rule }),
      'app.save_segment',
      ({ segment, name }) => ['contact_segments where id = $1 and name = $2', segment, name],
    ),
    count: counted,
    'add rule': redrawn,
    delete: at(
      segmentPage,
      () => ({ intent: 'delete' }),
      'app.delete_segment',
      ({ segment }) => ['(select where not exists (select from contact_segments where id = $1)) gone', segment],
    ),
  },
  'campaigns.contacts.suppressions._index.tsx': {
    suppress: at(
      () => `${path}/suppressions?index`,
      ({ id, email }) => ({ id, email, note: 'They asked.' }),
      'app.add_suppression',
      ({ id }) => ['suppressions where id = $1', id],
    ),
  },
  'campaigns.contacts.suppressions.$suppressionId.tsx': {
    lift: at(
      ({ suppression }) => `${path}/suppressions/${suppression}`,
      () => ({ intent: 'lift' }),
      'app.lift_suppression',
      ({ suppression }) => ['(select where not exists (select from suppressions where id = $1)) gone', suppression],
    ),
  },
};
