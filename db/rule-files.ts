import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SqlStatement, splitStatements } from './sql-statements.ts';

/** One statement of `db/rules`: the object it makes, and its place. */
export interface Rule extends SqlStatement {
  kind: 'function' | 'view' | 'trigger' | 'grant' | 'comment';
  /**
   * As Postgres finds it: `app.name` for a function and for its comment, `public.name`, `name on public.table`; the
   * statement itself for a grant.
   */
  name: string;
  /** Path from the root of the project, with slashes. */
  file: string;
  /** Hash of the text. */
  digest: string;
}

/** The beginning of each kind of rule. Postgres parses everything after it. */
const beginnings: readonly { kind: Rule['kind']; pattern: RegExp; name: (parts: string[], text: string) => string }[] =
  [
    {
      kind: 'function',
      pattern: /^create\s+or\s+replace\s+function\s+app\.([a-z_0-9]+)\s*\(/i,
      name: ([name]) => `app.${name}`,
    },
    {
      kind: 'view',
      pattern: /^create\s+or\s+replace\s+view\s+([a-z_0-9]+)[\s(]/i,
      name: ([name]) => `public.${name}`,
    },
    {
      kind: 'trigger',
      pattern:
        /^create\s+(?:constraint\s+)?trigger\s+([a-z_0-9]+)\s+(?:before|after|instead\s+of)\s[\s\S]*?\son\s+([a-z_0-9]+)\s/i,
      name: ([name, table]) => `${name} on public.${table}`,
    },
    {
      kind: 'comment',
      pattern: /^comment\s+on\s+function\s+app\.([a-z_0-9]+)\s+is\s/i,
      name: ([name]) => `app.${name}`,
    },
    {
      kind: 'grant',
      pattern: /^grant\s[\s\S]*\sto\s+lotline_app$/i,
      name: (_, text) => text.replaceAll(/\s+/g, ' '),
    },
  ];

/**
 * Reads every rule below a folder, in the order of the names of the files.
 * @returns the rules, each name once within its kind
 * @throws Error that names file and line of a statement that is none of these, and both places of a rule declared twice
 */
export async function readRules(folder: string): Promise<Rule[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.sql')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const rules: Rule[] = [];
  const places = new Map<string, string>();
  for (const [index, text] of texts.entries()) {
    const file = `db/rules/${names[index]?.replaceAll('\\', '/')}`;
    for (const statement of splitFile(file, text)) {
      const rule = classify(statement, file);
      const key = `${rule.kind} ${rule.name}`;
      const earlier = places.get(key);
      if (earlier) throw new Error(`${key} is declared twice: in ${earlier} and in ${placeOf(rule)}.`);
      places.set(key, placeOf(rule));
      rules.push(rule);
    }
  }
  return rules;
}

/** The place of a statement, for people. */
function placeOf({ file, line }: { file: string; line: number }): string {
  return `${file}:${line}`;
}

function splitFile(file: string, text: string): SqlStatement[] {
  try {
    return splitStatements(text);
  } catch (error) {
    throw new Error(`${file}, ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

function classify({ text, line }: SqlStatement, file: string): Rule {
  for (const { kind, pattern, name } of beginnings) {
    const parts = pattern.exec(text);
    if (!parts) continue;
    const digest = createHash('sha256').update(text).digest('hex');
    return {
      kind,
      name: name(
        parts.slice(1).map((part) => part.toLowerCase()),
        text,
      ),
      text,
      line,
      file,
      digest,
    };
  }
  throw new Error(
    `${placeOf({ file, line })}: a rule creates or replaces a function of app or a view of public, creates a trigger, ` +
      `comments on a function of app, or grants something to lotline_app. This does not: ${text.slice(0, 120)}`,
  );
}
