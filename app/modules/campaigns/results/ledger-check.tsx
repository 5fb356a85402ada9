import { Button } from '~/components/ui/button.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { countWords, toWords } from '~/utils/words.ts';
import type { BrokenRule } from './queries.server.ts';

/** Broken rules that are shown; there should be none. */
const mostShown = 100;

/**
 * Lets anybody check that the ledger of an email holds what it promises: at most one message a person, and totals that add up.
 * @param broken  what breaks a rule; null where nobody asked yet
 */
export function LedgerCheck({ address, broken }: { address: string; broken: readonly BrokenRule[] | null }) {
  return (
    <section className="flex flex-col gap-3" id="ledger" aria-labelledby="ledger-title">
      <h2 id="ledger-title">Ledger</h2>
      <p className="max-w-prose">
        Every recipient has one row, made before anything is sent. The check reads all of them: nobody got a second
        message, nobody was written to after their address was suppressed, and the totals are those of the rows.
      </p>
      <form action={`${address}#ledger`} className="no-print">
        <input type="hidden" name="check" value="ledger" />
        <Button>Check the ledger</Button>
      </form>
      {broken?.length === 0 && (
        <div role="status">
          <Notice kind="success">
            <p>The ledger is right: no row and no total breaks a rule.</p>
          </Notice>
        </div>
      )}
      {broken && broken.length > 0 && (
        <>
          <div role="alert">
            <Notice kind="danger" title={`The ledger is wrong in ${countWords(broken.length, 'place')}`}>
              <p>Tell the support of Lotline, with the address of this page.</p>
            </Notice>
          </div>
          <Table caption="What breaks a rule">
            <thead>
              <tr>
                <th scope="col">Rule</th>
                <th scope="col">What is there</th>
                <th scope="col">Row</th>
              </tr>
            </thead>
            <tbody>
              {broken.slice(0, mostShown).map(({ deliveryId, rule, detail }) => (
                <tr key={`${rule} ${deliveryId} ${detail}`}>
                  <th scope="row">{toWords(rule)}</th>
                  <td className="wrap-anywhere">{detail}</td>
                  <td className="wrap-anywhere">{deliveryId ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </>
      )}
    </section>
  );
}
