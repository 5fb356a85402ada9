import { createElement } from 'react';
import { expect, test } from 'vitest';
import { holeTag } from '~/components/layout/hole.tsx';
import { openTheme } from '~/components/layout/themes.ts';
import { fillHoles, splitPage } from './page-parts.server.tsx';

const hole = `<${holeTag}></${holeTag}>`;
const head = `<html data-theme="${openTheme}"><meta content="${openTheme}">`;
const read = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('what belongs into the holes stands between what is around them, in its order', () => {
  const parts = splitPage(`${head}a${hole}b${hole}c`, [createElement('b', { key: '1' }, '1 < 2'), 'text']);
  expect(read(fillHoles(parts, 'dark', (contents) => contents))).toBe(
    '<html data-theme="dark"><meta content="dark">a<b>1 &lt; 2</b>btextc',
  );
  expect(read(fillHoles(parts, undefined, (contents) => contents))).toBe(
    '<html><meta content="light dark">a<b>1 &lt; 2</b>btextc',
  );
});

test('a page with a hole that nothing belongs into, or the other way around, is refused', () => {
  expect(() => splitPage(`${head}a${hole}b`, [])).toThrow('1 holes and 0 fillings');
  expect(() => splitPage(`${head}ab`, ['left over'])).toThrow('0 holes and 1 fillings');
});

test('a page without a place for the theme is refused', () => {
  expect(() => splitPage(`<html>${hole}`, ['x'])).toThrow('no place for the theme');
});

test('what looks like a hole in a text is none', () => {
  const parts = splitPage(`${head}&lt;${holeTag}&gt;${hole}`, [`${hole}<hole-end></hole-end>`]);
  expect(read(fillHoles(parts, 'light', (contents) => contents))).toContain(
    `&lt;${holeTag}&gt;&lt;${holeTag}&gt;&lt;/${holeTag}&gt;&lt;hole-end&gt;`,
  );
});

test('holes that are filled by less than belongs into them are found', () => {
  const parts = splitPage(`${head}a${hole}b${hole}c`, ['1', '2']);
  expect(() => fillHoles(parts, 'light', () => 'a mutant that forgets one')).toThrow('was not filled');
});
