import { is, type Query, SQL, sql } from 'drizzle-orm';
import type { RunnableQuery } from 'drizzle-orm/runnable-query';
import type { QueryHandle } from './request-db.server.ts';
import { type DatabaseFunctions, databaseFunctions } from './types/functions.ts';

export type FunctionName = keyof DatabaseFunctions;
/** The arguments of a function of the database. */
export type Arguments<Name extends FunctionName> = DatabaseFunctions[Name]['arguments'];
/** The same, each a value or an expression that the database works out. */
type Given<Name extends FunctionName> = { [Key in keyof Arguments<Name>]: Arguments<Name>[Key] | SQL };
/** A row it gives. */
export type Row<Name extends FunctionName> = DatabaseFunctions[Name]['row'];
/** The outcomes it declares. */
export type Outcome<Name extends FunctionName> =
  Row<Name> extends { outcome: infer Outcomes }
    ? Outcomes
    : Row<Name> extends { value: { outcome: infer Outcomes } }
      ? Outcomes
      : never;

/** A call that has not been sent yet; `read` and `write` send it. */
export type FunctionCall<Name extends FunctionName> = RunnableQuery<Row<Name>[], 'pg'> & { toSQL(): Query };

/**
 * Calls a function of the database, which gives rows, or one row with its `outcome` or `value`.
 * @param values  by the names of the arguments; what has a default may be left out
 */
export function callFunction<Name extends FunctionName>(
  handle: QueryHandle,
  name: Name,
  values: Given<Name>,
): FunctionCall<Name> {
  const { takes, json, gives, isValue }: Description = databaseFunctions[name];
  const given = new Map(Object.entries(values));
  const passed = takes.flatMap((argument) => {
    const value: unknown = given.get(camelCase(argument.replace(/^p_/, '')));
    if (value === undefined) return [];
    return [
      // The names are those of the generated list, never input.
      sql`${sql.raw(argument)} => ${is(value, SQL) ? value : sql.param(write(value, json.includes(argument)))}`,
    ];
  });
  const call = sql`app.${sql.raw(name)}(${sql.join(passed, sql`, `)})`;
  const columns: Record<string, SQL> = Object.fromEntries(
    gives.map((column) => [camelCase(column), sql`${sql.identifier(column)}`]),
  );
  const [value = ''] = gives;
  const query: unknown = handle.select(columns).from(isValue ? sql`${call} as ${sql.identifier(value)}` : call);
  // The one place where rows get the types that were made from the function they come from.
  return query as FunctionCall<Name>;
}

const write = (value: unknown, isJson: boolean) => (isJson && value !== null ? JSON.stringify(value) : value);

interface Description {
  /** Names of the arguments, in their order. */
  takes: readonly string[];
  /** Those that are JSON. */
  json: readonly string[];
  /** Columns of a row. */
  gives: readonly string[];
  /** Whether it returns a value instead of rows. */
  isValue: boolean;
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
