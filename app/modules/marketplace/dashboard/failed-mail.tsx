import { Table } from '~/components/ui/layout.tsx';
import { formatDateTime } from '~/utils/dates.ts';
import { capitalize, countWords } from '~/utils/words.ts';
import type { CustomerFigures } from './figures.ts';

/** The newest mail that was given up, and why. It is not tried again by itself. */
export function FailedMail({ failedMail, newestFailedMail }: Pick<CustomerFigures, 'failedMail' | 'newestFailedMail'>) {
  return (
    <section id="failed-mail" className="flex scroll-mt-4 flex-col gap-3">
      <h2>Mail that failed</h2>
      {newestFailedMail.length === 0 ? (
        <p className="text-muted">All mail of the last 30 days was sent, or is still on its way.</p>
      ) : (
        <>
          {failedMail > newestFailedMail.length && (
            <p className="text-muted">{`The newest ${newestFailedMail.length} of ${countWords(failedMail, 'mail')}.`}</p>
          )}
          <Table caption="Mail that failed">
            <thead>
              <tr>
                <th scope="col">To</th>
                <th scope="col">Kind</th>
                <th scope="col">Written</th>
                <th scope="col">What went wrong</th>
              </tr>
            </thead>
            <tbody>
              {newestFailedMail.map(({ id, recipient, kind, createdAt, error }) => (
                <tr key={id}>
                  <th scope="row" className="min-w-56 wrap-anywhere">
                    {recipient}
                  </th>
                  <td className="whitespace-nowrap">{capitalize(kind.replaceAll('-', ' '))}</td>
                  <td className="whitespace-nowrap">{formatDateTime(createdAt)}</td>
                  <td className="w-full min-w-48 wrap-anywhere">{error.slice(0, 300)}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </>
      )}
    </section>
  );
}
