import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { continueImport, startImport } from '../../app/modules/reid/imports/commands.server.ts';
import { mostRows } from '../../app/modules/reid/imports/schema.ts';
import { workOnDueImports, workOnImport } from '../../app/modules/reid/imports/work.server.ts';
import {
  beginApply,
  beginCheck,
  checkMarketFile,
  importMarketFile,
  type MarketImporter,
  undoMarketImport,
  uploadMarketFile,
} from '../factories/market-imports.ts';
import { present } from '../factories/rows.ts';
import { type ImportRoom, openImportRoom, realtor, secondZhvi, writeTowns, zhvi, zhviSource } from './import-room.ts';

let room: ImportRoom;

beforeAll(async () => {
  room = await openImportRoom();
});

afterAll(async () => {
  await room?.close();
});

/** The figures of such a file. */
const countCells = (text: string) =>
  text
    .split('\n')
    .slice(1)
    .reduce((sum, line) => sum + line.split(',').slice(6).filter(Boolean).length, 0);

/** Works on an import in as many short goes as it takes, each as of a Worker that was stopped behind its slice. */
async function workInShortGoes(importer: MarketImporter, id: string, first: { lease: string }) {
  await workOnImport(importer, { id, lease: first.lease }, 1);
  for (let goes = 1; ; goes += 1) {
    const { taken } = await importer.database.write((handle) => ({ taken: continueImport(handle, id) }));
    const answer = present(taken[0]);
    if (answer.outcome === 'NOTHING') return goes;
    await workOnImport(importer, { id, lease: present(answer.lease) }, 1);
  }
}

test('an import that is stopped behind every slice ends like one that is not, packed or not', {
  timeout: 90_000,
}, async () => {
  const one = await room.openOffice();
  const other = await room.openOffice();
  for (const shift of [0, 1]) {
    const text = writeTowns(60, shift);
    await importMarketFile(one.owner, zhvi, text);
    const { added, detected } = await uploadMarketFile(other.owner, `${zhvi}.gz`, new Uint8Array(gzipSync(text)));
    const id = present(added.importId);
    const checking = await workInShortGoes(other.owner, id, await beginCheck(other.owner, id, detected));
    expect(checking).toBeGreaterThan(1);
    await room.database.sql.query('update reid_imports set slice_rows = 400 where id = $1', [id]);
    expect(await workInShortGoes(other.owner, id, await beginApply(other.owner, id))).toBeGreaterThan(3);
  }
  const [expected, actual] = await Promise.all(
    [one, other].map(async ({ organization }) => {
      const { rows } = await room.database.sql.query(
        `select status, rows_count, new_count, restated_count, unchanged_count, withdrawn_count from reid_imports
         where organization_id = $1 order by created_at`,
        [organization.id],
      );
      const figures = await room.listFigures(organization, zhviSource, 'typical_value');
      return { rows, figures };
    }),
  );
  expect(actual).toEqual(expected);
  expect(expected?.rows).toMatchObject([{ status: 'APPLIED' }, { status: 'APPLIED' }]);
  expect(expected?.rows[1].withdrawn_count).toBeGreaterThan(0);
});

test('a Worker that is killed leaves its import to the schedule, once its lease has run out', async () => {
  const { owner } = await room.openOffice();
  const id = await checkMarketFile(owner, zhvi);
  await beginApply(owner, id);
  const system = room.system();
  await workOnDueImports(system);
  expect((await room.findImport(id)).status).toBe('APPLYING');
  await room.database.sql.query("update reid_imports set leased_until = now() - interval '1 second' where id = $1", [
    id,
  ]);
  await workOnDueImports(system);
  expect(await room.findImport(id)).toMatchObject({ status: 'APPLIED', new_count: 7 });
});

test('an import stops at the slice when its person loses the seat, and somebody else continues it', async () => {
  const { owner, as, organization } = await room.openOffice();
  const member = as(organization.member);
  const id = await checkMarketFile(member, zhvi);
  const lease = await beginApply(member, id);
  await room.database.sql.query('delete from tool_seats where organization_id = $1 and user_id = $2', [
    organization.id,
    organization.member.id,
  ]);
  await workOnImport(member, lease);
  expect(await room.findImport(id)).toMatchObject({
    status: 'APPLYING',
    lease: null,
    new_count: 0,
    problem: expect.stringContaining('Somebody with a seat'),
  });
  const { taken } = await owner.database.write((handle) => ({ taken: continueImport(handle, id) }));
  await workOnImport(owner, { id, lease: present(taken[0]?.lease) });
  expect(await room.findImport(id)).toMatchObject({ status: 'APPLIED', new_count: 7, problem: null });
});

test('the same file is refused while it is applied, and taken again once it is undone', async () => {
  const { owner, organization } = await room.openOffice();
  const id = await importMarketFile(owner, zhvi);
  const { added } = await uploadMarketFile(owner, zhvi);
  expect(added).toMatchObject({ outcome: 'SEEN', importId: id, person: organization.owner.name });
  await undoMarketImport(owner, id);
  expect((await uploadMarketFile(owner, zhvi)).added.outcome).toBe('ADDED');
});

test('a MEMBER undoes their own import and nobody else’s; an ADMIN undoes any', async () => {
  const { as, organization, owner } = await room.openOffice();
  const byOwner = await importMarketFile(owner, zhvi);
  expect((await undoMarketImport(as(organization.member), byOwner)).outcome).toBe('NOT_ALLOWED');
  const byMember = await importMarketFile(as(organization.member), realtor);
  expect((await undoMarketImport(as(organization.admin), byMember)).outcome).toBe('UNDOING');
  expect((await undoMarketImport(as(organization.admin), byOwner)).outcome).toBe('UNDOING');
});

const faults = [
  'status-500',
  'status-429',
  'html-400',
  'reset-before',
  'reset-after-commit',
  'cut-body',
  'wrong-shape',
] as const;

test.each(faults)(
  'an answer that is lost (%s) counts nothing twice: staging, applying and undoing',
  async (fault) => {
    const { owner, organization } = await room.openOffice();
    const text = writeTowns(60);
    const { added, detected } = await uploadMarketFile(owner, zhvi, text);
    const id = present(added.importId);
    const checking = await beginCheck(owner, id, detected);
    room.database.endpoint.addFault({ fault, match: 'app.stage_import_rows' });
    await workOnImport(owner, checking);
    const rows = (await room.findImport(id)).rows_count;
    expect(rows).toBe(countCells(text));
    const applying = await beginApply(owner, id);
    await room.database.sql.query('update reid_imports set slice_rows = 900 where id = $1', [id]);
    room.database.endpoint.addFault({ fault, match: 'app.apply_import', times: 2 });
    await workOnImport(owner, applying);
    expect(await room.findImport(id)).toMatchObject({ status: 'APPLIED', new_count: rows, applied_through: rows });
    expect(await room.listFigures(organization, zhviSource, 'typical_value')).toHaveLength(rows);
    room.database.endpoint.addFault({ fault, match: 'app.undo_import(', times: 2 });
    await undoMarketImport(owner, id);
    expect((await room.findImport(id)).status).toBe('UNDONE');
    expect(await room.listFigures(organization, zhviSource, 'typical_value')).toEqual([]);
  },
  90_000,
);

test('two files of one source are not applied at once', async () => {
  const { owner } = await room.openOffice();
  const one = await checkMarketFile(owner, zhvi);
  const other = await checkMarketFile(owner, secondZhvi);
  const lease = await beginApply(owner, one);
  const { started } = await owner.database.write((handle) => ({ started: startImport(handle, other) }));
  expect(started[0]).toMatchObject({ outcome: 'BUSY', lease: null });
  await workOnImport(owner, lease);
  await workOnImport(owner, await beginApply(owner, other));
  expect((await room.findImport(other)).status).toBe('APPLIED');
});

/** Has this database take fewer rows than the app says, as the real number takes minutes. The last test of the file does it. */
async function lowerTheLimit(rows: number) {
  const { rows: found } = await room.database.sql.query<{ definition: string }>(
    `select pg_get_functiondef('app.stage_import_rows'::regproc) as definition`,
  );
  const { definition } = present(found[0]);
  expect(definition).toContain(`> ${mostRows} `);
  await room.database.sql.query(definition.replace(`> ${mostRows} `, `> ${rows} `));
}

test('a file with too many rows is read from fewer months on, and says so; one that still has too many is refused', async () => {
  const { owner } = await room.openOffice();
  await lowerTheLimit(6_000);
  const days = Array.from({ length: 130 }, (_, place) =>
    new Date(Date.UTC(2016, place + 1, 0)).toISOString().slice(0, 10),
  );
  const write = (towns: number) =>
    `RegionID,SizeRank,RegionName,RegionType,StateName,${days.join()}\n${Array.from(
      { length: towns },
      (_, town) => `${town + 1},1,"T ${town}, TX",msa,TX,${days.map(() => '5').join()}`,
    ).join('\n')}\n`;
  const narrowed = await checkMarketFile(owner, zhvi, write(48));
  expect(await room.findImport(narrowed)).toMatchObject({
    status: 'READY',
    choices: { narrowedFrom: null, from: expect.stringMatching(/^20\d\d-\d\d-01$/) },
  });
  const refused = await checkMarketFile(owner, zhvi, write(160));
  expect(await room.findImport(refused)).toMatchObject({
    status: 'REFUSED',
    problem: expect.stringContaining('under “States”'),
  });
});
