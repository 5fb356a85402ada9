import { randomUUID } from 'node:crypto';
import { addImport, continueImport, startImport } from '../../app/modules/campaigns/contact-imports/commands.server.ts';
import { beginningInBytes, detectFile } from '../../app/modules/campaigns/contact-imports/detection.ts';
import { contactMapping, suggestMapping } from '../../app/modules/campaigns/contact-imports/mapping.ts';
import type { ImportChoices } from '../../app/modules/campaigns/contact-imports/schema.ts';
import { workOnImport } from '../../app/modules/campaigns/contact-imports/work.server.ts';
import type { FileStore } from '../../app/services/files/store.server.ts';
import { createEncodingDetector } from '../../app/services/imports/encoding.ts';
import type { TestPerson } from '../factories/organizations.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { present } from '../factories/rows.ts';
import type { TestDatabase } from '../setup/database.ts';
import type { Office } from './contacts-setup.ts';

/** A table of so many buyers, a line each below the names of its columns. */
export const writePeople = (count: number, from = 0) =>
  `Email,Name,Tags\n${Array.from({ length: count }, (_, place) => `p${from + place}@people.test,"Person ${from + place}",buyer\n`).join('')}`;

/** An office that imports, and the store of its files. */
export function openImporter(database: TestDatabase, files: FileStore, office: Office) {
  const as = (person: TestPerson) => requestDatabase(database, person.tokenHash);
  const { admin } = office.organization;
  type Chosen = Partial<ImportChoices> & { person?: TestPerson };

  /** Uploads a file, as the page does. */
  async function upload(content: string | Buffer, person = admin) {
    const bytes = Buffer.from(content);
    const detector = createEncodingDetector();
    detector.add(bytes);
    const format = detector.finish();
    if (typeof format === 'string') throw new Error(format);
    const detected = await detectFile(
      bytes.subarray(0, beginningInBytes),
      bytes.byteLength <= beginningInBytes,
      format,
    );
    const file = await files.put(`contacts/${office.id}/${randomUUID()}`, bytes, 'text/plain');
    const { added } = await as(person).write((handle) => ({
      added: addImport(handle, randomUUID(), { fileName: 'contacts.csv', file, detected }),
    }));
    return { id: present(added[0]?.importId), mapping: contactMapping.parse(suggestMapping(detected)), key: file.key };
  }

  /** Attests where the people of a file agreed, and begins. */
  async function start(
    { id, mapping }: { id: string; mapping: ImportChoices['mapping'] },
    { person = admin, ...chosen }: Chosen = {},
  ) {
    const consent = { source: 'Sign-up sheets', date: '2026-03-04', wording: null };
    const { started } = await as(person).write((handle) => ({
      started: startImport(handle, id, { mapping, listId: null, tags: [], consent, ...chosen }),
    }));
    return present(started[0]);
  }

  const work = (id: string, lease: string | null, patience?: number) =>
    workOnImport({ database: requestDatabase(database), files }, { id, lease: present(lease) }, patience);

  return {
    upload,
    start,
    work,
    /** Goes on with an import, as its page does. */
    async goOn(id: string, person = admin) {
      const { taken } = await as(person).write((handle) => ({ taken: continueImport(handle, id) }));
      return present(taken[0]);
    },
    /** Imports a file from its first row to its last. */
    async importAll(content: string | Buffer, chosen: Chosen = {}) {
      const uploaded = await upload(content);
      const { lease } = await start(uploaded, chosen);
      await work(uploaded.id, lease);
      return uploaded.id;
    },
  };
}
