import { slugOf } from '~/utils/slugs.ts';

/**
 * The keys that an area may have which is typed by its key or by its name: "zip-78704", "78704", "Austin, TX", "Travis County, TX",
 * "Texas", "TX", "US". The likeliest first; empty where nothing is typed.
 */
export function listAreaKeys(text: string): string[] {
  const typed = text.trim().slice(0, 120).toLowerCase();
  if (/^\d{5}$/.test(typed)) return [`zip-${typed}`];
  if (/^(us|usa|united states)$/.test(typed)) return ['us'];
  const slug = slugOf(typed);
  if (slug === '') return [];
  if (/^[a-z]{2}$/.test(typed)) return [`state-${typed}`];
  const [, name = '', state = ''] = /^(.*?),?\s+([a-z]{2})$/.exec(typed) ?? [];
  const place = slugOf(name);
  return [
    slug,
    ...(place === ''
      ? []
      : ['city', 'county', 'neighborhood']
          .map((kind) => `${kind}-${state}-${place}`)
          .concat(`metro-${place}-${state}`)),
  ];
}
