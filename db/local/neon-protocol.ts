import type { IncomingHttpHeaders } from 'node:http';
import { DatabaseError, type QueryArrayResult, types } from 'pg';
import { z } from 'zod';

/** Neon's limit for a request and for a response. */
export const maximumBytes = 10 * 1024 * 1024;

const statementSchema = z.object({
  query: z.string(),
  params: z.array(z.json()).default([]),
  arrayMode: z.boolean().optional(),
});
const bodySchema = z.union([z.object({ queries: z.array(statementSchema) }), statementSchema]);

const isolationLevels = new Map([
  ['ReadUncommitted', 'read uncommitted'],
  ['ReadCommitted', 'read committed'],
  ['RepeatableRead', 'repeatable read'],
  ['Serializable', 'serializable'],
]);

/** One statement with its parameters in Postgres' text format. */
export interface Statement {
  text: string;
  values: (string | null)[];
  arrayMode: boolean;
}

/** A parsed request to `/sql`. */
export interface SqlRequest {
  connectionString: string;
  statements: Statement[];
  /** The beginning of a batch's transaction; undefined for a single statement. */
  begin: string | undefined;
  raw: boolean;
}

/** A failure that is answered with this status in Neon's error shape. */
export class ProtocolError extends Error {
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** Reads headers and body of a request. Throws a ProtocolError with the status Neon would give. */
export function parseRequest(headers: IncomingHttpHeaders, body: string): SqlRequest {
  // Only the exact text `true` counts.
  const isTrue = (name: string) => headers[name] === 'true';
  const connectionString = parseConnectionString(headers['neon-connection-string']);
  const begin = beginStatement(
    headers['neon-batch-isolation-level'],
    isTrue('neon-batch-read-only'),
    isTrue('neon-batch-deferrable'),
  );
  const parsed = parseBody(body);
  const statements = 'queries' in parsed ? parsed.queries : [parsed];
  return {
    connectionString,
    statements: statements.map(({ query, params, arrayMode }) => ({
      text: query,
      values: params.map(parameterText),
      arrayMode: arrayMode ?? isTrue('neon-array-mode'),
    })),
    begin: 'queries' in parsed ? begin : undefined,
    raw: isTrue('neon-raw-text-output'),
  };
}

function parseConnectionString(header: string | string[] | undefined): string {
  if (typeof header !== 'string') throw new ProtocolError(400, 'invalid header: neon-connection-string');
  if (!URL.canParse(header)) throw new ProtocolError(400, 'invalid connection string: not a URL');
  if (!/^postgres(ql)?:/.test(header)) throw new ProtocolError(400, 'incorrect scheme');
  return header;
}

function parseBody(body: string): z.infer<typeof bodySchema> {
  try {
    return bodySchema.parse(JSON.parse(body));
  } catch (error) {
    throw new ProtocolError(
      400,
      `could not parse the HTTP request body: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function beginStatement(level: string | string[] | undefined, readOnly: boolean, deferrable: boolean): string {
  const isolation = typeof level === 'string' ? isolationLevels.get(level) : undefined;
  if (level !== undefined && !isolation) throw new ProtocolError(400, 'invalid isolation level');
  const modes = [isolation && `isolation level ${isolation}`, readOnly && 'read only', deferrable && 'deferrable'];
  return ['start transaction', modes.filter(Boolean).join(', ')].join(' ');
}

type Json = z.infer<ReturnType<typeof z.json>>;

function parameterText(value: Json): string | null {
  if (value === null || typeof value === 'string') return value;
  return Array.isArray(value) ? arrayText(value) : JSON.stringify(value);
}

function arrayText(values: Json[]): string {
  const elements = values.map((value) => {
    if (value === null) return 'NULL';
    if (Array.isArray(value)) return arrayText(value);
    return JSON.stringify(typeof value === 'object' ? JSON.stringify(value) : value);
  });
  return `{${elements.join(',')}}`;
}

const text = (value: string) => value;
const finite = (value: string) => (Number.isFinite(Number(value)) ? Number(value) : value);
const scalarParsers = new Map<number, (value: string) => unknown>([
  [16, (value) => value === 't'],
  [21, Number],
  [23, Number],
  [700, finite],
  [701, finite],
  [114, JSON.parse],
  [3802, JSON.parse],
]);
/** Array types by the type of their elements: bool, int2, int4, float4, float8, json, jsonb; text for those read as text. */
const elementTypes = new Map([
  ...([
    [1000, 16],
    [1005, 21],
    [1007, 23],
    [1021, 700],
    [1022, 701],
    [199, 114],
    [3807, 3802],
  ] as const),
  ...[1001, 1002, 1009, 1014, 1015, 1016, 1115, 1182, 1183, 1185, 1187, 1231, 2951].map(
    (array) => [array, 25] as const,
  ),
]);

const textArrayType: number = 1009;

/** The parser for values of a type: in raw mode it keeps Postgres' text, otherwise it makes the JSON that Neon makes. */
export function typeParser(raw: boolean, type: number): (value: string) => unknown {
  if (raw) return text;
  const element = elementTypes.get(type);
  if (element === undefined) return scalarParsers.get(type) ?? text;
  const parseScalar = scalarParsers.get(element) ?? text;
  const parseTextArray = types.getTypeParser(textArrayType);
  const parseNested = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(parseNested);
    return typeof value === 'string' ? parseScalar(value) : value;
  };
  return (value) => parseNested(parseTextArray(value));
}

/** The answer to one statement, as JSON. */
export function resultJson(
  { fields, rows, command, rowCount }: QueryArrayResult<unknown[]>,
  arrayMode: boolean,
): string {
  return JSON.stringify({
    rowAsArray: arrayMode,
    fields: fields.map((field) => ({
      name: field.name,
      dataTypeID: field.dataTypeID,
      tableID: field.tableID,
      columnID: field.columnID,
      dataTypeSize: field.dataTypeSize,
      dataTypeModifier: field.dataTypeModifier,
      format: 'text',
    })),
    rows: arrayMode
      ? rows
      : rows.map((row) => Object.fromEntries(fields.map(({ name }, column) => [name, row[column]]))),
    command,
    rowCount,
  });
}

/** Status and body of a failure. Fields a failure does not have are null, code and severity empty, as Neon sends them. */
export function errorAnswer(error: unknown): { status: number; body: string } {
  const cause = error instanceof ProtocolError ? error.cause : error;
  const database = cause instanceof DatabaseError ? cause : undefined;
  const body = {
    message: error instanceof Error ? error.message : String(error),
    code: database?.code ?? '',
    detail: database?.detail ?? null,
    hint: database?.hint ?? null,
    position: database?.position ?? null,
    internalPosition: database?.internalPosition ?? null,
    internalQuery: database?.internalQuery ?? null,
    severity: database?.severity ?? '',
    where: database?.where ?? null,
    table: database?.table ?? null,
    column: database?.column ?? null,
    schema: database?.schema ?? null,
    dataType: database?.dataType ?? null,
    constraint: database?.constraint ?? null,
    file: database?.file ?? null,
    line: database?.line ?? null,
    routine: database?.routine ?? null,
  };
  return { status: error instanceof ProtocolError ? error.status : 400, body: JSON.stringify(body) };
}
