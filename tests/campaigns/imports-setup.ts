import { randomUUID } from 'node:crypto';
import {
  addImport,
  claimImports,
  continueImport,
  startImport,
} from '../../app/modules/campaigns/contact-imports/commands.server.ts';
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

/** A table of contacts: so many people, two lines each where their names break. */
export const writePeople = (count: number, from = 0) =>
  `Email,Name,Tags\n${Array.from({ length: count }, (_, place) => `p${from + place}@people.test,"Person ${from + place}",buyer\n`).join('')}`;

/** An office that imports, and the store of its files. */
export function openImporter(database: TestDatabase, files: FileStore, office: Office) {
  const as = (person: TestPerson) => requestDatabase(database, person.tokenHash);
  const { admin } = office.organization;
  return {
    /** Uploads a file, as the page does; returns the id of the import. */
    async upload(content: string | Buffer, person = admin) {
      const bytes = Buffer.from(content);
      const detector = createEncodingDetector();
      detector.add(bytes);
      const format = detector.finish();
      if (typeof format === 'string') throw new Error(format);
      const detected = await detectFile(bytes.subarray(0, beginningInBytes), bytes.byteLength <= beginningInBytes, format);
      const file = await files.put(`contacts/${office.id}/${randomUUID()}`, bytes, 'text/plain');
      const { added } = await as(person).write((handle) => ({
        added: addImport(handle, randomUUID(), { fileName: 'contacts.csv', file, detected }),
      }));
      return { id: present(added[0]?.importId), mapping: contactMapping.parse(suggestMapping(detected)), key: file.key };
    },
    /** Attests where its people agreed, and begins. */
    async start(
      { id, mapping }: { id: string; mapping: ImportChoices['mapping'] },
      { person = admin, ...chosen }: Partial<ImportChoices> & { person?: TestPerson } = {},
    ) {
      const consent = { source: 'Sign-up sheets', date: '2026-03-04', wording: null };
      const { started } = await as(person).write((handle) => ({
        started: startImport(handle, id, { mapping, listId: null, tags: [], consent, ...chosen }),
      }));
      return present(started[0]);
    },
    /** Goes on with an import, as its page does. */
    async goOn(id: string, person = admin) {
      const { taken } = await as(person).write((handle) => ({ taken: continueImport(handle, id) }));
      return present(taken[0]);
    },
    work: (id: string, lease: string | null, patience?: number) =>
      workOnImport({ database: requestDatabase(database), files }, { id, lease: lease ?? '' }, patience),
    claim: async () => (await requestDatabase(database).write((handle) => ({ due: claimImports(handle, 10) }))).due,
    /** Imports a file from its first row to its last. */
    async importAll(content: string | Buffer, chosen: Parameters<typeof this.start>[1] = {}) {
      const uploaded = await this.upload(content);
      const { lease } = await this.start(uploaded, chosen);
      await this.work(uploaded.id, lease);
      return uploaded.id;
    },
  };
}
