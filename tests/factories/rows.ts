import { DatabaseError, type QueryResult, type QueryResultRow } from 'pg';

/** The one row of a result. Throws when there are none or several. */
export function only<Row extends QueryResultRow>(result: QueryResult<Row>): Row {
  const [row] = result.rows;
  if (!row || result.rows.length > 1) throw new Error(`Expected one row, got ${result.rows.length}.`);
  return row;
}

/** The item, or an error when there is none: for positions a test knows to be filled. */
export function present<Item>(item: Item | null | undefined): Item {
  if (item === null || item === undefined) throw new Error('Expected a value.');
  return item;
}

/** The SQLSTATE a statement is refused with. Throws when it is not refused, or fails without one. */
export async function refusal(statement: Promise<unknown>): Promise<string> {
  try {
    await statement;
  } catch (error) {
    if (error instanceof DatabaseError && error.code) return error.code;
    throw error;
  }
  throw new Error('The statement was not refused.');
}
