/** One statement of an SQL file. */
export interface SqlStatement {
  /** From its first word to its last, without the semicolon. */
  text: string;
  /** The line its first word stands on, counted from 1. */
  line: number;
}

/**
 * Matches the parts that a semicolon can hide in, and those between statements. A doubled quote inside quotes reads as the
 * end of one text and the beginning of the next, which comes to the same. Words are read whole, because `$` can be part of one.
 */
const token =
  /(?<blank>\s+|--[^\n]*)|(?<comment>\/\*)|[eE]'(?:[^'\\]+|\\[\s\S]|'')*'|'[^']*'|"[^"]*"|\$(?<tag>(?!\d)[\w\u0080-\uffff]*)\$[\s\S]*?\$\k<tag>\$|(?<unfinished>['"]|\$(?!\d)[\w\u0080-\uffff]*\$)|(?<semicolon>;)|(?<word>[\w$\u0080-\uffff]+)|[\s\S]/g;

/**
 * Splits SQL into its statements, at the semicolons that end one.
 * @returns the statements in their order; comments before and after a statement are no part of it
 * @throws Error that names the line of a quote or comment that never ends, and of a function body without quotes
 *   (`begin atomic`), whose semicolons end nothing
 */
export function splitStatements(sql: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  const lineAt = countLines(sql);
  const fail = (position: number, fault: string): never => {
    throw new Error(`line ${lineAt(position)}: ${fault}`);
  };
  let start: number | undefined;
  let end = 0;
  let word = '';
  const finish = () => {
    if (start !== undefined) statements.push({ text: sql.slice(start, end), line: lineAt(start) });
    start = undefined;
  };

  token.lastIndex = 0;
  for (let match = token.exec(sql); match; match = token.exec(sql)) {
    const found = match.groups ?? {};
    if (found.blank !== undefined) continue;
    if (found.unfinished !== undefined) fail(match.index, `${found.unfinished} is never closed`);
    if (found.comment !== undefined) {
      token.lastIndex = endOfComment(sql, match.index) ?? fail(match.index, '/* is never closed');
    } else if (found.semicolon !== undefined) {
      finish();
    } else {
      if (word === 'begin' && found.word?.toLowerCase() === 'atomic') {
        fail(match.index, 'put the body of the function in $$ … $$, not in begin atomic … end');
      }
      start ??= match.index;
      end = token.lastIndex;
      word = found.word?.toLowerCase() ?? '';
    }
  }
  finish();
  return statements;
}

/** Returns the line of a position; positions must only grow. */
function countLines(text: string): (position: number) => number {
  let line = 1;
  let counted = 0;
  return (position) => {
    line += text.slice(counted, position).split('\n').length - 1;
    counted = position;
    return line;
  };
}

/** The end of a comment of this kind, which can hold others; undefined for one that never ends. */
function endOfComment(sql: string, start: number): number | undefined {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(sql); match; match = mark.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return undefined;
}
