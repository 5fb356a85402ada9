import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pathToLog } from './request-log.server.ts';

const token = 'Kq3'.repeat(14);

/** Addresses of the routes that have a secret in them, by the names of their files. Keys of pictures stand in mail to everybody. */
const addresses = readdirSync(fileURLToPath(new URL('../routes', import.meta.url)))
  .filter((file) => /\$(?:token|code)\b/.test(file))
  .map((file) =>
    `/${file.replace(/\.tsx?$/, '')}`
      .replaceAll(/\[(.)\]/g, '\0')
      .replaceAll(/[._]/g, '/')
      .replaceAll('\0', '.')
      .replaceAll('//', '/')
      .replace(/\(?\$(?:token|code)\)?/, token),
  );

test('there are addresses with secrets in them', () => {
  expect(addresses).toContain(`/invitations/${token}`);
  expect(addresses).toContain(`/reset-password/${token}`);
});

test.each(addresses)('%s is logged without its secret, in any case and as data', (address) => {
  for (const written of [address, address.toUpperCase(), `${address}.data`, `${address}/`]) {
    const path = pathToLog(new URL(written, 'https://lotline.test'));
    expect(path.toLowerCase()).not.toContain(token.toLowerCase());
    expect(path).toContain(':token');
  }
});

test('no address that we write has a secret in its query, where logs of others keep it', () => {
  const app = fileURLToPath(new URL('..', import.meta.url));
  const sources = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('.test.'),
  );
  expect(sources.length).toBeGreaterThan(500);
  const written = sources.filter((file) => /[?&](?:token|code|secret|key)=/.test(readFileSync(app + file, 'utf8')));
  expect(written).toEqual([]);
});

test('nothing behind a question mark is logged', () => {
  expect(pathToLog(new URL('https://lotline.test/tools?q=ada@example.com#top'))).toBe('/tools');
});
