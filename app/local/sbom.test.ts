import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeSbom } from './sbom.ts';

const lock = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
const { packages }: { packages: Record<string, { version: string; name?: string; integrity?: string }> } =
  JSON.parse(lock);
const sbom = makeSbom(lock);
const refs = new Set(sbom.components.map((component) => component['bom-ref']));

test('every package of the lock file is in it, once', () => {
  const installed = Object.entries(packages).filter(([path]) => path !== '');
  const versions = installed.map(([path, { version, name }]) => `${name ?? path.split('node_modules/').at(-1)}@${version}`);
  const written = sbom.components.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`);
  expect(written.toSorted()).toEqual([...new Set(versions)].toSorted());
  expect(refs.size).toBe(sbom.components.length);
});

test('a part has the fingerprint that npm compares with, its license, and its address', () => {
  const stripe = sbom.components.find(({ name }) => name === 'stripe');
  const locked = packages['node_modules/stripe'];
  const digest = locked?.integrity?.slice('sha512-'.length) ?? '';
  expect(stripe).toMatchObject({
    scope: 'required',
    purl: `pkg:npm/stripe@${locked?.version}`,
    licenses: [{ license: { id: 'MIT' } }],
    hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
  });
  expect(sbom.components.find(({ group, name }) => group === '@biomejs' && name === 'biome')).toMatchObject({
    scope: 'excluded',
    purl: expect.stringMatching(/^pkg:npm\/%40biomejs\/biome@/),
  });
  for (const { hashes = [] } of sbom.components) for (const { content } of hashes) expect(content).toMatch(/^[\da-f]{128}$/);
});

test('what needs what names parts of it only, and begins at the app', () => {
  expect(sbom.dependencies[0]?.ref).toBe('lotline');
  expect(sbom.dependencies[0]?.dependsOn).toContain(
    sbom.components.find(({ name }) => name === 'stripe')?.['bom-ref'],
  );
  const named = sbom.dependencies.flatMap(({ ref, dependsOn }) => (ref === 'lotline' ? dependsOn : [ref, ...dependsOn]));
  expect(named.filter((ref) => !refs.has(ref))).toEqual([]);
});

test('a package is found in the folder of the one that needs it, before the one around it', () => {
  const { dependencies, components } = makeSbom(
    JSON.stringify({
      packages: {
        '': { name: 'lotline', dependencies: { a: '1.0.0' }, devDependencies: { b: '2.0.0' } },
        'node_modules/a': { version: '1.0.0', dependencies: { b: '^1.0.0' }, peerDependencies: { gone: '*' } },
        'node_modules/a/node_modules/b': { version: '1.0.0' },
        'node_modules/b': { version: '2.0.0', dev: true, dependencies: { a: '*' } },
      },
    }),
  );
  expect(dependencies).toEqual([
    { ref: 'lotline', dependsOn: ['pkg:npm/a@1.0.0', 'pkg:npm/b@2.0.0'] },
    { ref: 'pkg:npm/a@1.0.0', dependsOn: ['pkg:npm/b@1.0.0'] },
    { ref: 'pkg:npm/b@1.0.0', dependsOn: [] },
    { ref: 'pkg:npm/b@2.0.0', dependsOn: ['pkg:npm/a@1.0.0'] },
  ]);
  expect(components.map(({ scope }) => scope)).toEqual(['required', 'required', 'excluded']);
});

test('the same lock file makes the same, and another another', () => {
  expect(makeSbom(lock)).toEqual(sbom);
  expect(makeSbom(`${lock}\n`).serialNumber).not.toBe(sbom.serialNumber);
  expect(sbom.serialNumber).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
});
