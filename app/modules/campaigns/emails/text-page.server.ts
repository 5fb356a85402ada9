import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A mail's plain text as a page, in lines as mail programs show them. */
export function writeTextPage(subject: string, text: string): string {
  const head = createElement(
    'head',
    null,
    createElement('meta', { charSet: 'utf-8' }),
    createElement('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    createElement('meta', { name: 'color-scheme', content: 'light dark' }),
    createElement('title', null, subject),
  );
  const content = [
    createElement('h1', { key: 'subject', style: { fontSize: 20 } }, subject === '' ? 'Without a subject' : subject),
    createElement('pre', { key: 'text', style: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } }, text),
  ];
  const body = createElement('body', { style: { padding: 16 } }, createElement('main', null, content));
  return `<!doctype html>${renderToStaticMarkup(createElement('html', { lang: 'en' }, head, body))}`;
}
