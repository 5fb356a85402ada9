import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanFileName, contentDisposition } from './names.ts';

test.each([
  ['taxi.pdf', 'taxi.pdf'],
  ['C:\\fakepath\\taxi.pdf', 'taxi.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['..', 'file'],
  ['', 'file'],
  ['.htaccess', 'htaccess'],
  ['a\r\nSet-Cookie: x.pdf', 'a Set-Cookie x.pdf'],
  ['invoice\u202Efdp.exe', 'invoice fdp.exe'],
  ['Café – reçu №5.jpeg', 'Café – reçu №5.jpeg'],
  ['"quoted".png', 'quoted.png'],
  [`${'long '.repeat(100)}.webp`, `${'long '.repeat(23).slice(0, 115).trim()}.webp`],
])('%j is kept as %j', (name, kept) => {
  expect(cleanFileName(name)).toBe(kept);
});

test('whatever a file is called, its header is one line of ASCII that names it, and cleaning again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 160 }), (name) => {
      const cleaned = cleanFileName(name);
      expect(cleanFileName(cleaned)).toBe(cleaned);
      expect([...cleaned].length).toBeGreaterThan(0);
      expect([...cleaned].length).toBeLessThanOrEqual(120);
      const [, ascii, encoded] =
        /^inline; filename="([\x20-\x7e]*)"; filename\*=UTF-8''([\w.~!#$&+^`|%-]*)$/.exec(
          contentDisposition('inline', name),
        ) ?? [];
      expect(ascii).not.toMatch(/["\\]/);
      expect(decodeURIComponent(encoded ?? '')).toBe(cleaned);
    }),
  );
});
