import type { ReactNode } from 'react';
import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { contactsPath } from './filters.ts';
import type { ListedContact } from './queries.server.ts';
import { readStanding } from './standing.ts';
import { StandingTag } from './standing-tag.tsx';

/**
 * Contacts, each with whether mail may go to them.
 * @param act  a button for each row; its heading is for screen readers
 */
export function ContactTable({
  caption,
  rows,
  act,
}: {
  caption: string;
  rows: readonly ListedContact[];
  act?: { heading: string; button: (row: ListedContact) => ReactNode };
}) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">Contact</th>
          <th scope="col">Status</th>
          <th scope="col">Tags</th>
          <th scope="col">Added</th>
          {act && (
            <th scope="col">
              <span className="sr-only">{act.heading}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" className="w-full">
              <a href={`${contactsPath}/${row.id}`} className="link wrap-anywhere">
                {row.name || row.email}
              </a>
              {row.name && <span className="block text-xs font-normal wrap-anywhere text-muted">{row.email}</span>}
            </th>
            <td>
              <StandingTag standing={readStanding(row.refusal)} />
            </td>
            <td className="min-w-24 max-w-xs wrap-anywhere">{row.tags.join(', ')}</td>
            <td className="whitespace-nowrap">
              <Day date={row.createdAt} />
            </td>
            {act && <td>{act.button(row)}</td>}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
