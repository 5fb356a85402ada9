import type { CSSProperties } from 'react';
import type { MarkdownLooks } from '../markdown/markdown-html.tsx';

// Mail programs know tables, inline styles, a style element and little else.

const colors = {
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
/** The style element of every email: a constant. */
export const emailStyle = `:root { color-scheme: light dark } img { border: 0; height: auto; max-width: 100% } @media (max-width: 480px) { .padded { padding: 20px !important } } ${dark}`;

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

const text: CSSProperties = {
  fontFamily: font,
  fontSize: 16,
  lineHeight: '24px',
  margin: 0,
  // A name or an address without spaces must not widen the page.
  overflowWrap: 'anywhere',
  ...colors.ink,
};

/** A class for the dark look, with the light one inline. */
const look = (className: string, ...styles: CSSProperties[]) => {
  const style: CSSProperties = Object.assign({}, ...styles);
  return { className, style };
};

/** Looks of the parts of an email. */
export const looks = {
  page: look('page', colors.page),
  body: look('page', { margin: 0, padding: 0 }, colors.page),
  sender: look('ink', text, { fontSize: 20, lineHeight: '28px', fontWeight: 700 }),
  card: look('card padded', colors.card, { padding: 32, borderWidth: 1, borderStyle: 'solid', borderRadius: 12 }),
  heading2: look('ink', text, { fontSize: 25, lineHeight: '32px', fontWeight: 600 }),
  heading3: look('ink', text, { fontSize: 20, lineHeight: '28px', fontWeight: 600 }),
  paragraph: look('ink', text),
  smallPrint: look('muted', text, { fontSize: 14, lineHeight: '20px' }, colors.muted),
  smallLink: look('muted', { textDecoration: 'underline' }, colors.muted),
  buttonCell: look('button', { borderRadius: 8 }, colors.button),
  button: look('button', text, colors.button, {
    display: 'inline-block',
    padding: '10px 20px',
    borderRadius: 8,
    fontWeight: 600,
    textDecoration: 'none',
  }),
  listing: look('line', { borderWidth: 1, borderStyle: 'solid', borderRadius: 8, padding: 16 }, colors.line),
  divider: look('line', { border: 0, borderTopWidth: 1, borderTopStyle: 'solid', margin: 0 }, colors.line),
  link: look('link', { textDecoration: 'underline' }, colors.link),
};

const list = look('ink', text, { margin: '0 0 12px', paddingLeft: 24 });
const mono: CSSProperties = { fontFamily: 'ui-monospace, Menlo, Consolas, monospace', fontSize: 14 };

/** Looks of markdown within an email. */
export const markdownLooks: MarkdownLooks = {
  p: look('ink', text, { margin: '0 0 12px' }),
  h2: look('ink', text, { fontSize: 20, lineHeight: '28px', fontWeight: 600, margin: '0 0 8px' }),
  h3: look('ink', text, { fontWeight: 600, margin: '0 0 8px' }),
  ul: list,
  ol: list,
  li: look('ink', { margin: '0 0 4px' }),
  blockquote: look('sunken ink', text, colors.sunken, { margin: '0 0 12px', padding: '12px 16px', borderRadius: 8 }),
  pre: look('sunken ink', text, mono, colors.sunken, {
    margin: '0 0 12px',
    padding: '12px 16px',
    borderRadius: 8,
    whiteSpace: 'pre-wrap',
  }),
  code: { style: mono },
  a: looks.link,
  hr: look('line', { border: 0, borderTopWidth: 1, borderTopStyle: 'solid', margin: '16px 0' }, colors.line),
};
