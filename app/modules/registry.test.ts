import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modules, unlockedModules } from './registry.ts';

const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test('every folder of modules is registered under its name, and nothing else', () => {
  expect(modules.map(({ name }) => name).sort()).toEqual(folders.sort());
});

test('the modules that a purchase unlocks are those that say so', () => {
  expect(unlockedModules).toEqual(modules.filter(({ unlockedBy }) => unlockedBy));
});

test.each(unlockedModules)(
  '$title lies below its address, behind one layout',
  ({ name, unlockedBy, personalAddresses }) => {
    expect(existsSync(new URL(`../routes${unlockedBy.address}.tsx`, import.meta.url))).toBe(true);
    expect(unlockedBy.places[0].href).toBe(unlockedBy.address);
    expect(unlockedBy.places.filter(({ href }) => !href.startsWith(unlockedBy.address))).toEqual([]);
    expect(personalAddresses).toContain(unlockedBy.address);
    expect(existsSync(new URL(`./${name}/module.ts`, import.meta.url))).toBe(true);
  },
);

test.each(['auditSubjects', 'auditFields', 'exportedTables'] as const)(
  'no two modules speak of the same %s',
  (heading) => {
    const names = modules.flatMap((module) => Object.keys(module[heading] ?? {}));
    expect(names).toHaveLength(new Set(names).size);
  },
);
