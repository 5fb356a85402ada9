import type { ReactNode } from 'react';

type TagHue =
  | 'neutral'
  | 'foundation'
  | 'growth'
  | 'elite'
  | 'custom'
  | 'advanced'
  | 'integration'
  | 'info'
  | 'success'
  | 'warning'
  | 'danger';

/** A short property. Its hue only repeats the word, so nobody has to see colors. */
export function Tag({ hue = 'neutral', children }: { hue?: TagHue; children: ReactNode }) {
  return <span className={hue === 'neutral' ? 'tag' : `tag tag-${hue}`}>{children}</span>;
}
