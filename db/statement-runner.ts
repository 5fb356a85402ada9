import { type Client, DatabaseError } from 'pg';

/** A statement and its place. */
export interface PlacedStatement {
  text: string;
  /** Path of the file from the root of the project. Nothing for a statement from no file. */
  file?: string;
  line?: number;
}

/** Runs statements on one connection and remembers the last one, so that a failure can name its place. */
export interface StatementRunner {
  client: Client;
  /** The last statement that was sent. */
  last: PlacedStatement | undefined;
  /** Runs one statement. Throws Postgres' error as it comes. */
  run(statement: PlacedStatement): Promise<void>;
  /**
   * Runs many statements in one round trip, each by itself: one that fails undoes nothing but itself. A failure that is
   * not among the expected SQLSTATEs ends it, and the statements after it are not run.
   * @returns those that failed, with the SQLSTATE, and those that were not run, without
   */
  attempt<Statement extends PlacedStatement>(
    statements: Statement[],
    expected: readonly string[],
  ): Promise<{ statement: Statement; code: string | undefined }[]>;
}

const attemptFunction = `
  create or replace function pg_temp.attempt(statements text[], expected text[]) returns table (number integer, code text)
  language plpgsql as $$
  begin
    for i in 1..cardinality(statements) loop
      begin
        execute statements[i];
      exception when others then
        number := i;
        code := sqlstate;
        return next;
        if code <> all (expected) then
          return;
        end if;
      end;
    end loop;
  end
  $$`;

/** Makes a runner for a connection. */
export function createStatementRunner(client: Client): StatementRunner {
  const runner: StatementRunner = {
    client,
    last: undefined,
    async run(statement) {
      runner.last = statement;
      await client.query(statement.text);
    },
    async attempt(statements, expected) {
      if (statements.length === 0) return [];
      runner.last = { text: `${statements.length} statements at once, the first of them: ${statements[0]?.text}` };
      await client.query(attemptFunction);
      const { rows } = await client.query<{ number: number; code: string }>('select * from pg_temp.attempt($1, $2)', [
        statements.map(({ text }) => text),
        expected,
      ]);
      const codes = new Map(rows.map(({ number, code }) => [number, code]));
      const final = rows.at(-1);
      const ended = final && !expected.includes(final.code) ? final.number : statements.length;
      return statements.flatMap((statement, index) => {
        const code = codes.get(index + 1);
        return code !== undefined || index >= ended ? [{ statement, code }] : [];
      });
    },
  };
  return runner;
}

/**
 * The error to show for a failed run.
 * @param last            the statement that was sent last
 * @param connectionLost  whether the connection ended by itself
 * @returns an error with Postgres' message, the statement and the file; or the error itself, when it did
 *   not come from the database
 */
export function explainFailure(error: unknown, last: PlacedStatement | undefined, connectionLost: boolean): unknown {
  if (connectionLost) {
    const outcome =
      last?.text === 'commit'
        ? 'The connection was lost while the migrations were committed. Run them again: what was applied is passed over.'
        : 'Migration failed, nothing was applied: the connection was lost.';
    return new Error([outcome, '', ...describe(last)].join('\n').trim(), { cause: error });
  }
  if (!(error instanceof DatabaseError)) return error;
  const { message, detail, hint, where, position } = error;
  const lines = [
    `Migration failed, nothing was applied: ${message}`,
    detail,
    hint,
    where,
    '',
    ...describe(last, position),
  ];
  return new Error(lines.filter((line) => line !== undefined).join('\n'), { cause: error });
}

function describe(statement: PlacedStatement | undefined, position?: string): string[] {
  if (!statement) return [];
  const { text, file, line } = statement;
  if (file === undefined || line === undefined) return [text];
  const before = text.slice(0, position ? Number(position) - 1 : 0);
  return [`${file}:${line + before.split('\n').length - 1}`, text];
}
