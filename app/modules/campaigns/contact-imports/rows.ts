import type { CsvRecord } from '~/services/imports/csv-records.ts';
import { normalizeAddress } from '../contacts/address.ts';
import { longestTag, mostTags, readTags } from '../contacts/tags.ts';
import { isZoneName } from '../contacts/time-zone.ts';
import { mostColumns } from './detection.ts';
import type { ContactMapping } from './mapping.ts';

/** A row of a file as it becomes a contact, or changes one. */
export interface ContactRow {
  /** Its line in the file, from 1. */
  line: number;
  email: string;
  name: string;
  phone: string | null;
  tags: string[];
  timeZone: string | null;
  /** As they stand in the file: the database may refuse the row as well. */
  cells: string[];
}

/** A row that cannot become a contact. */
export interface RefusedRow {
  line: number;
  /** A sentence. */
  reason: string;
  cells: string[];
}

const longestCell = 1_000;
const longestName = 200;
const longestPhone = 50;

/** A text on one line that the database can keep. */
const cleanText = (text: string | undefined) =>
  (text ?? '')
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Surrogate}\s]+/gu, ' ')
    .trim();

/** A text in a sentence, clipped. */
const quote = (text: string) => `“${text.length > 60 ? `${[...text].slice(0, 60).join('')}…` : text}”`;

/** Understands a record of a table of contacts; undefined for one with nothing in it. */
export function readContactRow(
  { cells, line }: Pick<CsvRecord, 'cells' | 'line'>,
  mapping: ContactMapping,
): ContactRow | RefusedRow | undefined {
  const kept = cells.slice(0, mostColumns).map((cell) => cleanText(cell.slice(0, longestCell)));
  if (kept.every((cell) => cell === '')) return undefined;
  const cell = (place: number | null) => cleanText(place === null ? undefined : cells[place]);
  const refuse = (reason: string): RefusedRow => ({ line, reason, cells: kept });

  const typed = cell(mapping.email);
  const email = normalizeAddress(typed);
  if (email === null) return refuse(typed === '' ? 'It has no email address.' : `${quote(typed)} is no email address.`);
  const name = cell(mapping.name) || cleanText(`${cell(mapping.firstName)} ${cell(mapping.lastName)}`);
  if (name.length > longestName) return refuse(`The name has more than ${longestName} characters.`);
  const phone = cell(mapping.phone);
  if (phone.length > longestPhone) return refuse(`The phone number has more than ${longestPhone} characters.`);
  const tags = readTags(mapping.tags === null ? '' : (cells[mapping.tags] ?? ''));
  if (tags.length > mostTags) return refuse(`It has more than ${mostTags} tags.`);
  const tooLong = tags.find((tag) => tag.length > longestTag);
  if (tooLong !== undefined) return refuse(`The tag ${quote(tooLong)} has more than ${longestTag} characters.`);
  const timeZone = cell(mapping.timeZone);
  if (timeZone !== '' && !isZoneName(timeZone))
    return refuse(`${quote(timeZone)} is no time zone, such as America/Chicago.`);
  return { line, email, name, phone: phone || null, tags, timeZone: timeZone || null, cells: kept };
}
