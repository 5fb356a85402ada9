import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isMainModule } from '../../db/main-module.ts';

// The bill of materials of what `npm ci` installs, read from the lock file alone. npm's own has the moment it was made in it, and depends on what
// happens to be installed: two of the same lock file are never the same.

const names = z.record(z.string(), z.string()).default({});
const entrySchema = z.object({
  /** Where it is another than that of the folder. */
  name: z.string().optional(),
  version: z.string().optional(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  dev: z.boolean().default(false),
  optional: z.boolean().default(false),
  devOptional: z.boolean().default(false),
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
});
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });
type Entry = z.output<typeof entrySchema>;

/** What a part is for: the site, where its platform needs it, or building and testing only. */
const scopes = ['required', 'optional', 'excluded'] as const;

interface Component {
  type: 'library';
  'bom-ref': string;
  group?: string;
  name: string;
  version: string;
  scope: (typeof scopes)[number];
  hashes?: { alg: 'SHA-512'; content: string }[];
  licenses?: ({ license: { id: string } } | { expression: string })[];
  purl: string;
}

/** A bill of materials in CycloneDX 1.6. */
export interface Sbom {
  $schema: string;
  bomFormat: 'CycloneDX';
  specVersion: '1.6';
  serialNumber: string;
  version: 1;
  metadata: { lifecycles: { phase: 'pre-build' }[]; component: { type: 'application'; 'bom-ref': string; name: string } };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

const application = 'lotline';
const folder = 'node_modules/';

/**
 * Makes the bill of materials of a lock file. The same file makes the same one.
 * @param lock  the text of `package-lock.json`, version 3
 * @throws Error for a file that is none
 */
export function makeSbom(lock: string): Sbom {
  const { packages } = lockSchema.parse(JSON.parse(lock));
  const { '': own, ...installed } = packages;
  if (!own) throw new Error('The lock file does not name what it is of.');

  const components = new Map<string, Component>();
  const needs = new Map<string, Set<string>>();
  const note = (ref: string, from: string, entry: Entry) => {
    const found = listNeeded(entry).flatMap((name) => {
      const path = resolvePath(packages, from, name);
      const needed = path === undefined ? undefined : packages[path];
      return path !== undefined && needed ? [refOf(path, needed)] : [];
    });
    needs.set(ref, new Set([...(needs.get(ref) ?? []), ...found]));
  };

  note(application, '', own);
  for (const [path, entry] of Object.entries(installed)) {
    const component = describeComponent(path, entry);
    const ref = component['bom-ref'];
    const known = components.get(ref);
    // The same version can lie in several places; what the site needs anywhere, it needs.
    const scope = scopes.find((one) => one === component.scope || one === known?.scope) ?? component.scope;
    components.set(ref, { ...known, ...component, scope });
    note(ref, path, entry);
  }
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${writeUuid(lock)}`,
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'pre-build' }],
      component: { type: 'application', 'bom-ref': application, name: application },
    },
    components: [...components.values()].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1)),
    dependencies: [...needs].map(([ref, dependsOn]) => ({ ref, dependsOn: [...dependsOn].sort() })),
  };
}

const nameOf = (path: string, { name }: Entry) => name ?? path.slice(path.lastIndexOf(folder) + folder.length);

const refOf = (path: string, entry: Entry) =>
  `pkg:npm/${nameOf(path, entry).replace('@', '%40')}@${encodeURIComponent(entry.version ?? '')}`;

function listNeeded({ dependencies, devDependencies, optionalDependencies, peerDependencies }: Entry): string[] {
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies });
}

/** Where a package finds another: in its own folder, or in one of those around it. */
function resolvePath(packages: Record<string, Entry>, from: string, name: string): string | undefined {
  for (let place = from; ; ) {
    const path = `${place === '' ? '' : `${place}/`}${folder}${name}`;
    if (packages[path]) return path;
    if (place === '') return undefined;
    const around = place.lastIndexOf(`/${folder}`);
    place = around === -1 ? '' : place.slice(0, around);
  }
}

function describeComponent(path: string, entry: Entry): Component {
  const { version, license, integrity, dev, optional, devOptional } = entry;
  if (version === undefined) throw new Error(`The lock file does not say which version ${path} has.`);
  const whole = nameOf(path, entry);
  const [, group, name = whole] = /^(@[^/]+)\/(.+)$/.exec(whole) ?? [];
  const digest = /^sha512-(.+)$/.exec(integrity ?? '')?.[1];
  const ref = refOf(path, entry);
  return {
    type: 'library',
    'bom-ref': ref,
    ...(group && { group }),
    name,
    version,
    scope: dev ? 'excluded' : optional || devOptional ? 'optional' : 'required',
    ...(digest && { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
    ...(license && { licenses: [/ (?:AND|OR) /.test(license) ? { expression: license } : { license: { id: license } }] }),
    purl: ref,
  };
}

/** A UUID that stands for a text (RFC 9562, version 8). */
function writeUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)];
  return parts.join('-');
}

if (isMainModule(import.meta.url)) {
  const root = new URL('../../', import.meta.url);
  const sbom = makeSbom(await readFile(new URL('package-lock.json', root), 'utf8'));
  const file = fileURLToPath(new URL('build/sbom.cdx.json', root));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(sbom, null, 2)}\n`);
  const count = (scope: Component['scope']) => sbom.components.filter((component) => component.scope === scope).length;
  console.log(
    `${file}: ${count('required')} packages of the site, ${count('optional')} of some platforms, ${count('excluded')} for building and testing only.`,
  );
}
