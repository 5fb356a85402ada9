import type { CSSProperties, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Block, Letter } from './letter.ts';

// Mail programs know tables, inline styles, a style element and little else. The colors are the colors of the site.
const light = {
  page: { backgroundColor: '#fafafb' },
  card: { backgroundColor: '#ffffff', borderColor: '#e3e5ea' },
  line: { borderColor: '#e3e5ea' },
  ink: { color: '#15171c' },
  muted: { color: '#545a68' },
  link: { color: '#4338ca' },
  sunken: { backgroundColor: '#f3f4f6' },
  button: { backgroundColor: '#4f46e5', color: '#ffffff' },
} satisfies Record<string, CSSProperties>;

const dark = `@media (prefers-color-scheme: dark) {
.page { background-color: #0c0d11 !important }
.card { background-color: #14161b !important; border-color: #2a2e37 !important }
.line { border-color: #2a2e37 !important }
.ink { color: #eceef2 !important }
.muted { color: #a3aab8 !important }
.link { color: #aab3ff !important }
.sunken { background-color: #1c1f26 !important }
.button { background-color: #5a52ea !important; color: #ffffff !important }
}`;
const style = `:root { color-scheme: light dark } @media (max-width: 480px) { .padded { padding: 20px !important } } ${dark}`;

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const text: CSSProperties = {
  fontFamily: font,
  fontSize: 16,
  lineHeight: '24px',
  margin: 0,
  // A name or an address without spaces must not widen the page.
  overflowWrap: 'anywhere',
  ...light.ink,
};
const smallPrint: CSSProperties = { ...text, fontSize: 14, lineHeight: '20px', ...light.muted };
const amount: CSSProperties = {
  ...text,
  textAlign: 'right',
  whiteSpace: 'nowrap',
  paddingLeft: 16,
  fontVariantNumeric: 'tabular-nums',
};
const ruled: CSSProperties = { borderTopWidth: 1, borderTopStyle: 'solid', ...light.line };

/** Writes a letter as HTML for mail programs; everything in it is escaped. */
export function writeHtml(letter: Letter): string {
  return `<!doctype html>${renderToStaticMarkup(<LetterDocument letter={letter} />)}`;
}

function LetterDocument({ letter: { subject, preview, heading, blocks, footer } }: { letter: Letter }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        {/* The style is a constant. React would escape its quotes if it were text. */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body className="page" style={{ margin: 0, padding: 0, ...light.page }}>
        <div style={{ display: 'none', maxHeight: 0, overflow: 'hidden' }}>{preview}</div>
        <main>
          <Layout className="page" style={{ ...light.page }}>
            <tr>
              <td align="center" style={{ padding: '24px 12px' }}>
                <Layout style={{ maxWidth: 600, textAlign: 'left' }}>
                  <tr>
                    <td style={{ padding: '0 4px 16px' }}>
                      <p className="ink" style={{ ...text, fontSize: 20, fontWeight: 700 }}>
                        Lotline
                      </p>
                    </td>
                  </tr>
                  <tr>
                    <td
                      className="card padded"
                      style={{ padding: 32, borderWidth: 1, borderStyle: 'solid', borderRadius: 12, ...light.card }}
                    >
                      <h1 className="ink" style={{ ...text, fontSize: 25, lineHeight: '32px', fontWeight: 600 }}>
                        {heading}
                      </h1>
                      {blocks.map((block, index) => (
                        // The blocks of a letter keep their order, so their indexes are good keys.
                        <div key={index} style={{ marginTop: 20 }}>
                          <BlockContent block={block} />
                        </div>
                      ))}
                    </td>
                  </tr>
                  <tr>
                    <td style={{ padding: '16px 4px 0' }}>
                      <p className="muted" style={smallPrint}>
                        {footer}
                      </p>
                    </td>
                  </tr>
                </Layout>
              </td>
            </tr>
          </Layout>
        </main>
      </body>
    </html>
  );
}

/** A table for layout only. */
function Layout({ children, ...rest }: { children: ReactNode; className?: string; style: CSSProperties }) {
  const { className, style: own } = rest;
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      className={className}
      style={{ width: '100%', borderCollapse: 'separate', ...own }}
    >
      <tbody>{children}</tbody>
    </table>
  );
}

function BlockContent({ block }: { block: Block }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p className="ink" style={text}>
          {block.text}
        </p>
      );
    case 'quote':
      return (
        <blockquote
          className="sunken ink"
          style={{ ...text, ...light.sunken, padding: '12px 16px', borderRadius: 8, whiteSpace: 'pre-line' }}
        >
          {block.text}
        </blockquote>
      );
    case 'list':
      return (
        <ul className="ink" style={{ ...text, paddingLeft: 20 }}>
          {block.items.map((item, index) => (
            <li key={index}>{item}</li>
          ))}
        </ul>
      );
    case 'button':
      return <ButtonLink {...block} />;
    case 'facts':
      return <Facts {...block} />;
    case 'amounts':
      return <Amounts {...block} />;
  }
}

function ButtonLink({ label, url }: Extract<Block, { type: 'button' }>) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0}>
      <tbody>
        <tr>
          <td className="button" style={{ borderRadius: 8, ...light.button }}>
            <a
              className="button"
              href={url}
              style={{
                ...text,
                ...light.button,
                display: 'inline-block',
                padding: '10px 20px',
                borderRadius: 8,
                fontWeight: 600,
                textDecoration: 'none',
              }}
            >
              {label}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Facts({ facts }: Extract<Block, { type: 'facts' }>) {
  const cell: CSSProperties = { ...text, padding: '6px 0', verticalAlign: 'top', textAlign: 'left' };
  return (
    <table cellPadding={0} cellSpacing={0} width="100%" style={{ width: '100%' }}>
      <tbody>
        {facts.map(({ term, details }) => (
          <tr key={term}>
            <th scope="row" className="muted" style={{ ...cell, width: '36%', fontWeight: 400, ...light.muted }}>
              {term}
            </th>
            <td className="ink" style={{ ...cell, paddingLeft: 12 }}>
              {details.map((line, index) => (
                <div key={index}>{line}</div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Amounts({ caption, rows, totals }: Extract<Block, { type: 'amounts' }>) {
  const padding = '10px 0';
  const name: CSSProperties = { ...text, padding, textAlign: 'left', fontWeight: 400, verticalAlign: 'top' };
  return (
    <table cellPadding={0} cellSpacing={0} width="100%" style={{ width: '100%' }}>
      <caption className="muted" style={{ ...smallPrint, textAlign: 'left', paddingBottom: 6 }}>
        {caption}
      </caption>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            <th scope="row" className="ink line" style={{ ...name, ...ruled }}>
              {row.name}
              {row.notes.map((note) => (
                <div key={note} className="muted" style={smallPrint}>
                  {note}
                </div>
              ))}
            </th>
            <td
              className="ink line"
              style={{ ...amount, paddingTop: 10, paddingBottom: 10, verticalAlign: 'top', ...ruled }}
            >
              {row.amount}
            </td>
          </tr>
        ))}
        {totals.map((total, index) => (
          <tr key={total.label}>
            <th
              scope="row"
              className="ink line"
              style={{ ...name, padding: '6px 0', fontWeight: total.strong ? 700 : 400, ...(index === 0 && ruled) }}
            >
              {total.label}
            </th>
            <td
              className="ink line"
              style={{ ...amount, fontWeight: total.strong ? 700 : 400, ...(index === 0 && ruled) }}
            >
              {total.amount}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
