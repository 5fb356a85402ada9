const longestName = 120;

/** Characters that a file's name loses: control and format characters, halves of a pair, and those that systems forbid. */
const forbidden = /[\p{Cc}\p{Cf}\p{Surrogate}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu;

/**
 * The name of an uploaded file as it is kept: without folders, controls, marks that turn the direction of text, and characters
 * that a file system forbids; at most 120 characters, its ending kept. Never empty.
 */
export function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const cleaned = last
    .replaceAll(forbidden, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '');
  const ending = /\.[a-z0-9]{1,8}$/i.exec(cleaned)?.[0] ?? '';
  const stem = [...cleaned.slice(0, cleaned.length - ending.length)]
    .slice(0, longestName - ending.length)
    .join('')
    .trim();
  return stem === '' ? `file${ending}` : stem + ending;
}

/**
 * The header that names a file (RFC 6266): in ASCII for old programs, and whole in UTF-8.
 * @param name  cleaned before, and once more here
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const cleaned = cleanFileName(name);
  const ascii = cleaned
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]/g, '_')
    .replaceAll('%', '_');
  const encoded = encodeURIComponent(cleaned).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
