import { expect } from 'vitest';
import type { Answer } from '../setup/visitor.ts';

export const saidInDoubt = 'so we could not confirm this';
export const saidNotSaved = 'Nothing was saved';

/** The answer to a failure of the database: 503, when to try again, which request it was, and nothing of our inside. */
export function expectHonestFailure(answer: Answer) {
  const { status, headers, text } = answer;
  expect(status).toBe(503);
  expect(headers.get('retry-after')).toMatch(/^\d+$/);
  expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  expect(headers.get('cache-control')).toBe('private, no-store');
  const inside = /begin_request|NeonDbError|compute node|insert into|app\.\w+\(|\bat \w+ \(|\.server\.ts/.exec(text);
  expect(inside?.[0]).toBeUndefined();
  expect(text.includes('Something went wrong')).toBe(false);
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&amp;': '&' };
const readEntities = (text: string) =>
  text.replaceAll(/&(lt|gt|quot|#x27|amp);/g, (entity) => entities[entity] ?? entity);

/** The form a failure's page keeps: where it goes, what it holds, and what has to be typed again. */
export function readKeptForm(html: string) {
  const form = /<main[\s\S]*?<form([^>]*)>([\s\S]*?)<\/form>/.exec(html);
  const action = readEntities(/action="([^"]*)"/.exec(form?.[1] ?? '')?.[1] ?? '');
  const fields: Record<string, string[]> = {};
  for (const [, name = '', value = ''] of (form?.[2] ?? '').matchAll(
    /<input type="hidden" name="([^"]*)" value="([^"]*)"/g,
  )) {
    fields[name] = [...(fields[name] ?? []), readEntities(value)];
  }
  const asked = [...(form?.[2] ?? '').matchAll(/<input[^>]*type="password"[^>]*>/g)].map(
    ([tag]) => /name="([^"]*)"/.exec(tag)?.[1] ?? '',
  );
  return { action, fields, asked };
}
