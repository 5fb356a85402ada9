import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unlockedModules } from '../../app/modules/registry.ts';
import { readPicture } from '../../app/services/pictures/picture.ts';
import { readModulePictures } from '../../db/seed/marketplace/module-pictures.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// The pictures that the modules have in the catalog: `npm run pictures:modules` makes them.

const pictures = await readModulePictures();
const folder = fileURLToPath(new URL('../../public/pictures', import.meta.url));

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database?.drop());

test('every module has at least three pictures of itself, and six at most', () => {
  for (const { unlockedBy } of unlockedModules) {
    const count = pictures.filter(({ slug }) => slug === unlockedBy.tool).length;
    expect([unlockedBy.tool, count >= 3 && count <= 6]).toEqual([unlockedBy.tool, true]);
  }
});

test('each is there in both sizes, small enough for a phone, and nothing else lies beside them', async () => {
  const files = await readdir(folder).catch(() => []);
  const named = pictures.flatMap(({ address, smallAddress }) => [address, smallAddress]);
  expect(files.map((file) => `/pictures/${file}`).toSorted()).toEqual(named.toSorted());
  const read = async (address: string) => {
    const bytes = await readFile(`${folder}/${address.replace('/pictures/', '')}`);
    return { bytes: bytes.byteLength, picture: readPicture(bytes) };
  };
  for (const { address, width, height, smallAddress, smallWidth } of pictures) {
    const [large, small] = [await read(address), await read(smallAddress)];
    expect(large.picture).toMatchObject({ type: 'image/webp', width, height });
    expect(small.picture).toMatchObject({ type: 'image/webp', width: smallWidth });
    expect([address, large.bytes < 200_000, small.bytes < 80_000]).toEqual([address, true, true]);
  }
});

test('the seed shows them in their order, with their words', async () => {
  const { rows } = await database.sql.query(
    `select tool.slug, picture.position, picture.alt, picture.address from tool_pictures picture
     join marketplace_tools tool on tool.id = picture.tool_id order by tool.slug, picture.position`,
  );
  const wanted = pictures
    .map(({ slug, position, alt, address }) => ({ slug, position, alt, address }))
    .toSorted((one, other) =>
      one.slug === other.slug ? one.position - other.position : one.slug < other.slug ? -1 : 1,
    );
  expect(rows).toEqual(wanted);
});
