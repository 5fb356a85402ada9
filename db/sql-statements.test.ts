import { expect, test } from 'vitest';
import { splitStatements } from './sql-statements.ts';

const textsOf = (sql: string) => splitStatements(sql).map(({ text }) => text);

test('statements end at semicolons, and the last one with the file', () => {
  expect(textsOf('select 1; select 2;\n\nselect 3')).toEqual(['select 1', 'select 2', 'select 3']);
  expect(textsOf('')).toEqual([]);
  expect(textsOf(' ;; -- nothing\n;')).toEqual([]);
});

test('a semicolon inside quotes ends nothing', () => {
  const statements = [
    `select 'a;b', 'it''s; here', ''`,
    `select E'a\\';b', e'\\\\', E'it''s \\'; here'`,
    'select "a;b", "a "" ; b"',
    'select $$ a; b $$, $body$ a; $$ b; $$ $body$, $ä$;$ä$',
  ];
  expect(textsOf(statements.join(';\n'))).toEqual(statements);
});

test('a dollar inside a word or before a number opens no quote', () => {
  expect(textsOf('select a$b$ from c; select $1; select d$b$ from e')).toEqual([
    'select a$b$ from c',
    'select $1',
    'select d$b$ from e',
  ]);
});

test('comments are passed over before and after statements, and stay inside', () => {
  const sql = `-- it's; a comment
    /* one; /* in ; another */ ; */
    select 1 -- it's; inside
      + 2 /* and; here */; -- after
    --> statement-breakpoint
    select 3 -- the end`;
  expect(textsOf(sql)).toEqual([expect.stringMatching(/^select 1 -- it's; inside\n\s+\+ 2$/), 'select 3']);
});

test('every statement says on which line it begins', () => {
  expect(splitStatements('-- one\n\nselect\n1;\nselect 2; select $$\n\n$$;\nselect 4').map(({ line }) => line)).toEqual(
    [3, 5, 5, 8],
  );
});

test('a quote or comment that never ends is named with its line', () => {
  expect(() => splitStatements(`select 1;\nselect 'a`)).toThrow(`line 2: ' is never closed`);
  expect(() => splitStatements('select "a')).toThrow('line 1: " is never closed');
  expect(() => splitStatements('\n\nselect $a$ $$ $b$')).toThrow('line 3: $a$ is never closed');
  expect(() => splitStatements('select 1; /* /* */')).toThrow('line 1: /* is never closed');
});

test('a function body without quotes is refused, because its semicolons would split it', () => {
  const sql = 'create function f() returns int\nBEGIN  ATOMIC select 1; end';
  expect(() => splitStatements(sql)).toThrow('line 2: put the body of the function in $$ … $$');
  expect(textsOf('begin; select atomic')).toHaveLength(2);
  expect(textsOf(`select 'begin atomic', $$ begin atomic $$`)).toHaveLength(1);
});
