import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { currentDatabaseUrls } from './local/connection.ts';
import { isMainModule } from './main-module.ts';

/** Where the types of the functions are kept. */
export const functionTypes = fileURLToPath(new URL('types/functions.ts', import.meta.url));

interface Column {
  name: string;
  type: string;
}

interface DatabaseFunction {
  name: string;
  /** The comment beside the function: its outcomes, and the columns that are never null. */
  comment: string;
  arguments: Column[];
  /** How many of the last arguments may be left out. */
  defaults: number;
  /** Of its rows; one without a name for a function that returns a value. */
  columns: Column[];
}

const functionsQuery = `
  select p.proname as name, coalesce(obj_description(p.oid, 'pg_proc'), '') as comment, p.pronargdefaults::integer as defaults,
    coalesce((select jsonb_agg(jsonb_build_object('name', coalesce(p.proargnames[place], ''), 'type', format_type(type, null)) order by place)
      from unnest(p.proargtypes::oid[]) with ordinality as argument (type, place)), '[]') as arguments,
    coalesce(
      (select jsonb_agg(jsonb_build_object('name', p.proargnames[place], 'type', format_type(type, null)) order by place)
        from unnest(p.proallargtypes) with ordinality as argument (type, place) where p.proargmodes[place] in ('t', 'o')),
      (select jsonb_agg(jsonb_build_object('name', attname, 'type', format_type(atttypid, null)) order by attnum)
        from pg_attribute join pg_type on typrelid = attrelid where pg_type.oid = p.prorettype and attnum > 0 and not attisdropped),
      jsonb_build_array(jsonb_build_object('name', '', 'type', format_type(p.prorettype, null)))) as columns
  from pg_proc p
  where p.pronamespace = 'app'::regnamespace and p.prorettype <> 'trigger'::regtype
    and has_function_privilege('lotline_app', p.oid, 'execute')
  order by p.proname`;

const enumsQuery = `
  select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as labels
  from pg_type t join pg_enum e on e.enumtypid = t.oid where t.typnamespace = 'public'::regnamespace group by t.typname`;

const plainTypes: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  character: 'string',
  date: 'string',
  'timestamp with time zone': 'string',
  'timestamp without time zone': 'string',
  smallint: 'number',
  integer: 'number',
  'double precision': 'number',
  // The driver hands these over as texts, because a number would lose digits of long ones.
  bigint: 'string',
  numeric: 'string',
  boolean: 'boolean',
  jsonb: 'unknown',
  void: 'null',
  // Only handed from one function to another.
  order_lines: 'unknown',
  'app.priced_line': 'unknown',
  tsquery: 'unknown',
  tsvector: 'unknown',
};

/** Types of arguments, where they differ from those of results. */
const inputTypes: Readonly<Record<string, string>> = { jsonb: 'object', bigint: 'number', numeric: 'number' };

/**
 * Describes every function of schema `app` that the application may call, as TypeScript: arguments, rows and outcomes.
 * @param sql  connected to a migrated database
 * @throws Error for a type it has no word for
 */
export async function describeFunctions(sql: Client): Promise<string> {
  const functions = (await sql.query<DatabaseFunction>(functionsQuery)).rows;
  const enums = new Map(
    (await sql.query<{ name: string; labels: string[] }>(enumsQuery)).rows.map(({ name, labels }) => [name, labels]),
  );
  const write = (type: string): string => {
    if (type.endsWith('[]')) return `readonly (${write(type.slice(0, -2))})[]`;
    const written = plainTypes[type] ?? enums.get(type)?.map(quote).join(' | ');
    if (written === undefined) throw new Error(`Say in db/types.ts how ${type} is written in TypeScript.`);
    return written;
  };
  const types = functions.map((one) => describeType(one, write));
  const calls = functions.map(describeCall);
  return `// Made by \`npm run db:types\` from the functions of the database. Change those, in db/rules, and run it again.

/** Functions the application may call: what goes in, the rows that come out, and the outcomes they declare. */
export interface DatabaseFunctions {
${types.join('\n')}
}

/** How each is called: its arguments in their order, and the columns of its rows. */
export const databaseFunctions = {
${calls.join('\n')}
} as const;
`;
}

function describeType(
  { name, comment, arguments: takes, defaults, columns }: DatabaseFunction,
  write: (type: string) => string,
) {
  const outcomes = readOutcomes(comment);
  const firstDefault = takes.length - defaults;
  const inputs = takes.map(
    (argument, place) =>
      `${camelCase(argument.name)}${place >= firstDefault ? '?' : ''}: ${inputTypes[argument.type] ?? write(argument.type)} | null`,
  );
  const filled = readList(comment, 'Never null');
  const outputs = columns.map((column) => {
    const key = columnName(column, outcomes);
    const outcome =
      outcomes && `outcome: ${[...outcomes.names.map(quote), ...(outcomes.orNull ? ['null'] : [])].join(' | ')}`;
    if (outcome && key === 'outcome') return outcome;
    // JSON with an outcome in it, and more that the catalog does not know.
    if (outcome && key === 'value') return `value: { ${outcome} }`;
    const type = write(column.type);
    return `${camelCase(key)}: ${type === 'null' || type === 'unknown' || filled.includes(key) ? type : `${type} | null`}`;
  });
  return `  ${name}: { arguments: ${inputs.length > 0 ? `{ ${inputs.join('; ')} }` : 'Record<never, never>'}; row: { ${outputs.join('; ')} } };`;
}

function describeCall({ name, comment, arguments: takes, columns }: DatabaseFunction): string {
  const outcomes = readOutcomes(comment);
  const outputs = columns.map((column) => quote(columnName(column, outcomes)));
  const json = takes.filter(({ type }) => type === 'jsonb').map((argument) => quote(argument.name));
  const isValue = columns.length === 1 && columns[0]?.name === '';
  return `  ${name}: { takes: [${takes.map((argument) => quote(argument.name)).join(', ')}], json: [${json.join(', ')}], gives: [${outputs.join(', ')}], isValue: ${isValue} },`;
}

const columnName = ({ name, type }: Column, outcomes: unknown) =>
  name || (outcomes && type !== 'jsonb' ? 'outcome' : 'value');

/** The outcomes a comment declares; undefined for none. */
export function readOutcomes(comment: string): { names: string[]; orNull: boolean } | undefined {
  const names = readList(comment, 'Outcomes');
  return names.length > 0 ? { names, orNull: /\bor null\b/.test(comment) } : undefined;
}

function readList(comment: string, heading: string): string[] {
  const [, list = ''] = new RegExp(`${heading}: ([^.]*)\\.`).exec(comment) ?? [];
  return list
    .replace(/ or null$/, '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

const quote = (text: string) => `'${text}'`;

function camelCase(name: string): string {
  return name.replace(/^p_/, '').replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

async function main(): Promise<void> {
  const sql = new Client({ connectionString: (await currentDatabaseUrls()).ownerUrl });
  await sql.connect();
  try {
    const before = await readFile(functionTypes, 'utf8').catch(() => '');
    const after = await describeFunctions(sql);
    await writeFile(functionTypes, after);
    console.log(before === after ? 'The types are current.' : 'The types are written.');
  } finally {
    await sql.end();
  }
}

if (isMainModule(import.meta.url)) {
  await main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
