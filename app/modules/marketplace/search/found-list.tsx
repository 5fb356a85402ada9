import { ToolIcon } from '~/components/ui/icon.tsx';
import type { SuggestionGroup } from './suggestions.ts';

/** What a search found, kind by kind. */
export function FoundList({ groups }: { groups: SuggestionGroup[] }) {
  return (
    <>
      {groups.map(({ label, items, more }) => (
        <section key={label} aria-label={label} className="flex flex-col gap-2">
          <h2>{label}</h2>
          <ul className="card divide-y divide-line">
            {items.map(({ href, label, note, icon }) => (
              <li key={href}>
                <a href={href} className="found-item">
                  <ToolIcon name={icon} className="icon text-muted" />
                  <bdi className="font-medium text-ink">{label}</bdi>
                  {note && <small className="text-muted">{note}</small>}
                </a>
              </li>
            ))}
          </ul>
          {more && (
            <a href={more.href} className="link target self-start">
              {more.label}
            </a>
          )}
        </section>
      ))}
    </>
  );
}
