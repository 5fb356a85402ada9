import type { CompiledEmail, Part, Variant } from '../emails/compiled.ts';
import { escapeHtml } from '../emails/compose.ts';

/**
 * A compiled email without anything that counts: its links lead where they lead, and no picture tells of opening.
 * @param links  the targets, by the numbers that its parts name, from 1
 */
export function withoutTracking(
  { version, variants: { A, B } }: CompiledEmail,
  links: readonly string[],
): CompiledEmail {
  const untrack = ({ subject, html, text }: Variant): Variant => ({
    subject,
    html: html.map((part) => untrackPart(part, links, escapeHtml)),
    text: text.map((part) => untrackPart(part, links, (url) => url)),
  });
  return { version, variants: B ? { A: untrack(A), B: untrack(B) } : { A: untrack(A) } };
}

function untrackPart(part: Part, links: readonly string[], write: (url: string) => string): Part {
  if (typeof part === 'string' || 'tag' in part) return part;
  return 'link' in part ? write(links[part.link - 1] ?? '') : '';
}
