import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/**
 * A message as a page that can stand in a frame: without the site around it, without script and styles.
 * @param title  its heading
 */
export function writeMessagePage(title: string, message: string): string {
  const head = createElement(
    'head',
    null,
    createElement('meta', { charSet: 'utf-8' }),
    createElement('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    createElement('meta', { name: 'color-scheme', content: 'light dark' }),
    createElement('title', null, title),
  );
  const paragraphs = message.split('\n\n').map((text, index) => createElement('p', { key: index }, text));
  const body = createElement(
    'body',
    null,
    createElement('main', null, createElement('h1', null, title), ...paragraphs),
  );
  return `<!doctype html>${renderToStaticMarkup(createElement('html', { lang: 'en' }, head, body))}`;
}

/** The policy of an answer that is only read. */
export const readOnlyPolicy =
  "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * An answer that is shown in a frame: where it is a message in plain text, as refusals before any page are, it becomes a page with a heading.
 * What was typed is on the page around the frame, and stays there.
 */
export async function writeFramedAnswer(answer: Response): Promise<Response> {
  if (!answer.headers.get('Content-Type')?.startsWith('text/plain') || answer.status < 400) return answer;
  const headers = new Headers(answer.headers);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Security-Policy', readOnlyPolicy);
  headers.delete('Content-Length');
  const { status } = answer;
  const title = status === 404 ? 'Nothing is here' : 'Nothing was saved';
  return new Response(writeMessagePage(title, await answer.text()), { status, headers });
}
