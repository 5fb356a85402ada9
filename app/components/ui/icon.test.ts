import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogBundles, catalogTools } from '#db/seed/marketplace/catalog.ts';
import { iconNames } from './icon.tsx';

const sprite = readFileSync(new URL('./icons.svg', import.meta.url), 'utf8');
const drawn = [...sprite.matchAll(/<symbol id="([^"]+)"/g)].map(([, name]) => name);

test('the file of drawings and the list of names agree', () => {
  expect(drawn).toEqual([...iconNames]);
});

test('every icon of the catalog is drawn', () => {
  const used = [...catalogTools, ...catalogBundles].map((item) => item.icon);
  expect(used.filter((icon) => !drawn.includes(icon))).toEqual([]);
});
