import { useFetcher } from '@remix-run/react';
import { useRef } from 'react';
import { writeAddress } from '~/utils/addresses.ts';
import { parseDollars } from '~/utils/money.ts';
import { DuplicateNotice } from './duplicates.tsx';
import type { PossibleDuplicate } from './queries.server.ts';

/** What `/expenses/hints` answers. */
export interface Hints {
  duplicates: PossibleDuplicate[];
  /** The category and property that the rule for the merchant gives. */
  rule: { category: string; property: string | null } | null;
}

/**
 * Asks what is known about an expense that is being typed, when a field is left: possible duplicates, and the rule for its merchant.
 * @param expenseId  of the expense that is changed, which is no duplicate of itself; a rule is for new ones only
 */
export function useHints({ expenseId }: { expenseId: string | undefined }) {
  const { data, load } = useFetcher<Hints>();
  const asked = useRef('');

  function ask(fields: HTMLElement) {
    const read = (name: string) => fields.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value.trim() ?? '';
    const amount = parseDollars(read('amount'));
    const address = writeAddress('/expenses/hints', {
      amount,
      date: read('date'),
      merchant: !expenseId && read('merchant'),
      except: expenseId,
    });
    if (address === asked.current || (amount === null && (expenseId || !read('merchant')))) return;
    asked.current = address;
    load(address);
  }

  const hints = data && (
    <div role="status" className="flex flex-col gap-3 empty:hidden sm:col-span-2">
      {data.rule && (
        <p className="text-muted">
          {`The rule for this merchant: ${data.rule.category}${data.rule.property ? `, ${data.rule.property}` : ''}.`}
        </p>
      )}
      <DuplicateNotice duplicates={data.duplicates} />
    </div>
  );
  return { hints, ask };
}
