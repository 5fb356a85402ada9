import { Day, Money } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import type { PossibleDuplicate } from './queries.server.ts';

/** Names expenses that may be the same as this one; nothing where there are none. */
export function DuplicateNotice({ duplicates }: { duplicates: readonly PossibleDuplicate[] }) {
  if (duplicates.length === 0) return null;
  return (
    <Notice kind="warning" title="This may be in the books already">
      <ul>
        {duplicates.map(({ id, merchant, amount, date, category }) => (
          <li key={id}>
            <a href={`/expenses/${id}`} className="link">
              {merchant}
            </a>
            {', '}
            <Money cents={amount} />
            {', '}
            <Day date={date} />
            {`, ${category}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
