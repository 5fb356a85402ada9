import { expect, test } from 'vitest';
import { createEncodingDetector } from '~/services/imports/encoding.ts';
import { cutIntoParts } from '~/services/imports/record-parts.ts';
import { beginningInBytes, detectFile } from './detection.ts';
import { createReader } from './reader.ts';
import { type FilePart, type ReadingPlace, readSlice, rowsAtOnce } from './slices.ts';

const fileName = 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv';
const months = Array.from({ length: 120 }, (_, place) =>
  new Date(Date.UTC(2016, place + 1, 0)).toISOString().slice(0, 10),
);
const file = [
  `RegionID,SizeRank,RegionName,RegionType,StateName,${months.join()}`,
  ...Array.from(
    { length: 100 },
    (_, place) =>
      `${place + 1},${place},"Town ${place}, TX",msa,TX,${months.map((_, month) => place * 1000 + month).join()}`,
  ),
].join('\n');

/** Reads a file slice by slice, each by a new reader, as after a Worker that was killed behind each. */
async function readAll(text: string, partSize: number) {
  const bytes = new TextEncoder().encode(text);
  const parts: (FilePart & { content: Uint8Array<ArrayBuffer> })[] = [];
  async function* source() {
    yield bytes;
  }
  for await (const part of cutIntoParts(source(), { delimiter: ',', quotes: true, size: partSize })) {
    const content = part.bytes.slice();
    parts.push({ key: String(parts.length), bytes: content.byteLength, line: part.line, content });
  }
  const encoding = createEncodingDetector();
  encoding.add(bytes);
  const format = encoding.finish();
  if (typeof format === 'string') throw new Error(format);
  const today = '2026-11-29';
  const { detected } = await detectFile(
    bytes.slice(0, beginningInBytes),
    bytes.byteLength <= beginningInBytes,
    format,
    { fileName, today },
  );
  const slices = [];
  let place: ReadingPlace = { part: 0, byte: 0, line: 1, records: 0 };
  for (let isLast = false; !isLast; ) {
    const reader = createReader(detected, { metric: null, survey: null }, { from: null, states: [], today }, fileName);
    const open = async ({ key }: FilePart, fromByte: number) =>
      new Blob([parts[Number(key)]?.content.slice(fromByte) ?? new Uint8Array()]).stream();
    const slice = await readSlice(open, { detected, parts, place }, reader);
    slices.push(slice);
    place = slice.next;
    isLast = slice.isLast;
  }
  return { slices, parts };
}

test('a file comes in slices of at most 2,000 rows, cut at the end of a record', async () => {
  const { slices } = await readAll(file, 1_000_000);
  expect(slices.map(({ rows }) => rows.length)).toEqual([1920, 1920, 1920, 1920, 1920, 1920, 480]);
  expect(slices.every(({ rows }) => rows.length <= rowsAtOnce)).toBe(true);
});

test('the rows and their lines are the same, however the file was cut into parts', async () => {
  const whole = await readAll(file, 1_000_000);
  const cut = await readAll(file, 4_000);
  expect(cut.parts.length).toBeGreaterThan(10);
  expect(cut.slices.flatMap(({ rows }) => rows)).toEqual(whole.slices.flatMap(({ rows }) => rows));
  expect(cut.slices.at(-1)?.rows.at(-1)).toMatchObject({ line: 101, identity: '100', areaKey: 'metro-town-99-tx' });
});

test('a quotation mark that never closes is said with its line', async () => {
  const broken = `${file}\n101,1,"Town,msa,TX\n`;
  await expect(readAll(broken, 1_000_000)).rejects.toThrow('Line 102 opens a quotation mark that is never closed');
});
