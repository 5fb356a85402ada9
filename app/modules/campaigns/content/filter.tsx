import { writeAddress } from '~/utils/addresses.ts';
import { type ContentStatus, contentAddress, contentStatuses } from './labels.ts';

const choices: { status: ContentStatus | undefined; label: string }[] = [
  { status: undefined, label: 'All' },
  { status: 'DRAFT', label: 'Drafts' },
  { status: 'PUBLISHED', label: contentStatuses.PUBLISHED },
  { status: 'ARCHIVED', label: contentStatuses.ARCHIVED },
];

/** Narrows the list of content by state. "All" leaves out what is archived. */
export function ContentFilter({ status }: { status: ContentStatus | undefined }) {
  return (
    <nav aria-label="State of the content">
      <ul className="flex flex-wrap gap-x-1 gap-y-0.5">
        {choices.map((choice) => (
          <li key={choice.label}>
            <a
              href={writeAddress(contentAddress, { status: choice.status })}
              aria-current={choice.status === status ? 'page' : undefined}
              className="navigation-link"
            >
              {choice.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
