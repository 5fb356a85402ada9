/** The name of the picture of an address: what is between its signs, and nothing that a file system minds. */
export function nameFile(address: string): string {
  const words = address.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  // Tokens make names longer than file systems take.
  return `${(words || 'home').slice(0, 120)}.png`;
}

interface Picture {
  address: string;
  visitor: string;
  /** Its path below the sheet. */
  file: string;
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A page that shows pictures side by side, one address and visitor a row. */
export function writeSheet(pictures: readonly Picture[]): string {
  const rows = new Map<string, Picture[]>();
  for (const picture of pictures) {
    const title = `${picture.address}, as ${picture.visitor}`;
    rows.set(title, [...(rows.get(title) ?? []), picture]);
  }
  const sections = [...rows].map(([title, row]) => {
    const drawn = row.map(
      ({ file }) =>
        `<a href="${escapeHtml(file)}"><img src="${escapeHtml(file)}" alt="${escapeHtml(file)}" loading="lazy" height="420"></a>`,
    );
    return `<h2>${escapeHtml(title)}</h2>\n<p>${drawn.join('\n')}</p>`;
  });
  return `<!doctype html>
<meta charset="utf-8">
<title>Pictures of every page</title>
<style>body { font: 14px system-ui; margin: 2rem } p { display: flex; gap: 1rem; overflow-x: auto } img { border: 1px solid #ccc }</style>
<h1>Pictures of every page</h1>
${sections.join('\n')}
`;
}
