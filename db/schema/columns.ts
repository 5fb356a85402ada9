import { type SQL, sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  char,
  check,
  date,
  integer,
  jsonb,
  numeric,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

// Columns and checks that tables of several modules have in common.

export const id = uuid().primaryKey().defaultRandom();
export const currency = char({ length: 3 }).notNull().default('USD');
export const createdAt = timestamp('created_at', { withTimezone: true }).notNull().defaultNow();
export const updatedAt = timestamp('updated_at', { withTimezone: true }).notNull().defaultNow();

/** A moment that may still be to come. */
export const moment = (name: string) => timestamp(name, { withTimezone: true });

/** A percentage, two places. `percentages` is its check. */
export const percent = (name: string) => numeric(name, { precision: 5, scale: 2, mode: 'number' });

/** Confidence of a source or a reader, between 0 and 1. */
export const confidence = (name: string) => numeric(name, { precision: 4, scale: 3, mode: 'number' });

/** Cents; eight bytes, because a year of a large organization exceeds four. */
export const cents = (name: string) => bigint(name, { mode: 'number' });

/** Miles, to the tenth. */
export const miles = (name: string) => numeric(name, { precision: 9, scale: 1, mode: 'number' });

/** Counts the changes of a row, so that a form filled in before the last one is told so. A trigger counts. */
export const version = integer().notNull().default(1);

/** A list of texts, empty when nothing is said. */
export const texts = (name: string) => text(name).array().notNull().default(sql`'{}'::text[]`);

/** People whom a row names, such as those with whom it is shared. */
export const people = (name: string) => uuid(name).array().notNull().default(sql`'{}'::uuid[]`);

/** A count that starts at nothing. `counts` is its check. */
export const count = (name: string) => integer(name).notNull().default(0);

/** Percent of one count in another, two places; null while the other is 0. */
export const rate = (name: string, part: string, whole: string) =>
  numeric(name, { precision: 14, scale: 2, mode: 'number' }).generatedAlwaysAs(
    sql.raw(`round((${part}) * 100.0 / nullif(${whole}, 0), 2)`),
  );

/** The area of a place, as sources of statistics name it. */
export const areaColumns = {
  zipCode: text('zip_code'),
  city: text(),
  state: char({ length: 2 }),
  county: text(),
  neighborhood: text(),
  /** Name of the district, where the area is one. */
  schoolDistrict: text('school_district'),
  /** Core-based statistical area, five digits. */
  msaCode: text('msa_code'),
};

/** Places that something is limited to. An empty list does not limit. */
export const areaFilters = {
  zipCodes: texts('zip_codes'),
  cities: texts('cities'),
  states: texts('states'),
  counties: texts('counties'),
  neighborhoods: texts('neighborhoods'),
};

/** The address of one property. */
export const addressColumns = {
  address: text(),
  city: text(),
  state: char({ length: 2 }),
  zipCode: text('zip_code'),
};

/** The source of a row and how far it can be trusted. */
export const sourceColumns = {
  dataSource: text('data_source').notNull(),
  /** The source's name for the row. */
  externalId: text('external_id'),
  /** The row as the source published it. */
  sourceRow: jsonb('source_row'),
  /** Id of the import that brought it. */
  importId: uuid('import_id'),
  isVerified: boolean('is_verified').notNull().default(false),
  confidenceScore: confidence('confidence_score'),
  notes: text(),
};

/** A period of days. `orderedPeriod` is its check. */
export const periodColumns = { periodStart: date('period_start'), periodEnd: date('period_end') };

/** Columns that are null or within a range; without `high`, at least `low`. */
export function inRange(name: string, columns: readonly string[], low: number, high?: number) {
  const range = high === undefined ? `>= ${low}` : `between ${low} and ${high}`;
  return check(name, sql.raw(columns.map((column) => `${column} ${range}`).join(' and ')));
}

export const percentages = (table: string, ...columns: string[]) => inRange(`${table}_percentages`, columns, 0, 100);
export const counts = (table: string, ...columns: string[]) => inRange(`${table}_counts`, columns, 0);
export const amounts = (table: string, ...columns: string[]) => inRange(`${table}_amounts`, columns, 0);

/** Texts that are null or of limited length. */
export function texted(table: string, longest: number, ...columns: string[]) {
  const conditions = columns.map((column) => `char_length(${column}) between 1 and ${longest}`);
  return check(`${table}_texts_to_${longest}`, sql.raw(conditions.join(' and ')));
}

/** An amount in cents as it is entered: at least a cent, at most a million dollars. */
export const enteredAmount = (table: string) => inRange(`${table}_amount_range`, ['amount'], 1, 100_000_000);

/** A name that is not empty, of limited length. */
export const named = (table: string, column = 'name') =>
  check(`${table}_${column}_length`, sql.raw(`char_length(${column}) between 1 and 200`));

// What a name may not hold: controls of characters and of direction, fillers, tags; spaces and blank letters at its ends. As `cleanName` of
// app/utils/names.ts, but for joiners, which the database leaves to it.
const unseen = String.raw`[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0D\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]`;
const space = String.raw`[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]`;
// Joiners, variation selectors, and the marks that go on letters of any script.
const seen = String.raw`[^ \u00A0\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u0610-\u061A\u064B-\u065F\u1680\u180B-\u180F\u1AB0-\u1AFF\u1DC0-\u1DFF\u2000-\u200D\u202F\u205F\u20D0-\u20FF\u3000\u302A-\u302F\u3099\u309A\uFE00-\uFE0F\uFE20-\uFE2F]`;

/** The name of a person or an organization: composed, trimmed, and with something to see in it. */
export const visibleName = (table: string) =>
  check(
    `${table}_name_visible`,
    sql.raw(`name is nfc normalized and name !~ '${unseen}' and name !~ '^${space}|${space}$' and name ~ '${seen}'`),
  );

export const stateCode = (table: string) => check(`${table}_state_code`, sql`state ~ '^[A-Z]{2}$'`);
export const zipCode = (table: string) => check(`${table}_zip_code_format`, sql`zip_code ~ '^[0-9]{5}(-[0-9]{4})?$'`);
export const orderedPeriod = (table: string) => check(`${table}_period_order`, sql`period_end >= period_start`);

/** A year from the product's first to the next one. The end only moves on, so a row that passed always passes. */
export const taxYears = (table: string) =>
  check(`${table}_tax_year_range`, sql`tax_year between 2020 and extract(year from current_date)::integer + 1`);

/** The tax year of a row is that of its day. */
export const taxYearOf = (table: string, day: string) =>
  check(`${table}_tax_year_of_date`, sql.raw(`tax_year = extract(year from ${day})`));

/** Checks that a row names the area of its type, in the form of that type. */
export const areaChecks = (table: string): ReturnType<typeof check>[] => [
  stateCode(table),
  check(`${table}_area_codes`, sql`zip_code ~ '^[0-9]{5}$' and msa_code ~ '^[0-9]{5}$'`),
  check(`${table}_area_is_named`, areaIsNamed),
];

const areaIsNamed: SQL = sql`case area_type
  when 'ZIP' then zip_code is not null
  when 'NEIGHBORHOOD' then neighborhood is not null
  when 'CITY' then city is not null
  when 'COUNTY' then county is not null
  when 'METRO' then coalesce(msa_code, city) is not null
  when 'SCHOOL_DISTRICT' then school_district is not null
  when 'STATE' then state is not null
  else true end`;

/** A planned moment, with the IANA zone of the planner's clock: both or neither. */
export const scheduledTime = (table: string) =>
  check(
    `${table}_scheduled_time`,
    sql`(scheduled_at is null) = (scheduled_time_zone is null) and scheduled_time_zone ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$'`,
  );

/** An IANA zone of a column that may be null. */
export const timeZone = (table: string, column: string) =>
  check(
    `${table}_${column}_format`,
    sql.raw(`${column} ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$' and char_length(${column}) <= 64`),
  );
