import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { useIsClosing } from '~/components/ui/use-viewer.ts';
import { priceModelSuffixes } from '~/modules/marketplace/labels.ts';
import { countWords } from '~/utils/words.ts';
import { sumCharges } from './charges.ts';
import type { ComingCharge, OpenInvoice } from './queries.server.ts';
import { HomeSection, rowLink } from './section.tsx';

const renewalsShown = 5;

/** What the organization pays again and again, what it owes now, and its seats. */
export function HomeFigures({
  charges,
  invoices,
  seats: { free, missing },
}: {
  charges: readonly ComingCharge[];
  invoices: readonly OpenInvoice[];
  seats: { free: number; missing: number };
}) {
  const { monthly, yearly, isByUse } = sumCharges(charges);
  const currency = charges[0]?.currency;
  const [invoice] = invoices;
  return (
    <KeyFigures
      figures={[
        {
          label: isByUse ? 'Every month, and more for use beyond what is included' : 'Every month',
          value: <Money cents={monthly} currency={currency} />,
        },
        { label: 'Every year', value: <Money cents={yearly} currency={currency} /> },
        {
          label: invoice ? `To pay, in ${countWords(invoice.count, 'invoice')}` : 'To pay',
          value: <Money cents={invoice?.owedInAll ?? 0} currency={invoice?.currency} />,
        },
        {
          label: missing > 0 ? `Free seats; ${missing.toLocaleString('en-US')} more are missing` : 'Free seats',
          value: free.toLocaleString('en-US'),
        },
      ]}
    />
  );
}

/**
 * The invoices that are to be paid, those due first in front.
 * @param all  the page that has all of them
 */
export function InvoicesDue({
  invoices,
  all,
}: {
  invoices: readonly OpenInvoice[];
  all: { href: string; label: string };
}) {
  const [first] = invoices;
  if (!first) {
    return (
      <HomeSection id="invoices" title="Invoices due">
        <p className="text-muted">Nothing is to be paid.</p>
      </HomeSection>
    );
  }
  const label = first.count > invoices.length ? `All ${first.count}` : all.label;
  return (
    <HomeSection id="invoices" title="Invoices due" all={{ href: all.href, label }}>
      <Table caption="Invoices to be paid">
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Due</th>
            <th scope="col" className="number">
              To pay
            </th>
          </tr>
        </thead>
        <tbody>
          {invoices.map(({ number, dueOn, owed, currency, isOverdue }) => (
            <tr key={number}>
              <th scope="row">
                <a href={`/orders/${number}`} className={rowLink}>
                  {number}
                </a>
              </th>
              <td>
                {dueOn && <Day date={dueOn} />}
                {isOverdue && (
                  <span className="ml-2">
                    <Tag hue="danger">Overdue</Tag>
                  </span>
                )}
              </td>
              <td className="number">
                <Money cents={owed} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </HomeSection>
  );
}

/** The purchases whose period ends next: what the next one costs, or that there is none. */
export function NextRenewals({ charges }: { charges: readonly ComingCharge[] }) {
  const isClosing = useIsClosing();
  if (charges.length === 0) {
    return (
      <HomeSection id="renewals" title="Next renewals">
        <p className="text-muted">Nothing renews. What is paid by the month or the year is listed here.</p>
      </HomeSection>
    );
  }
  return (
    <HomeSection id="renewals" title="Next renewals" all={{ href: '/my-tools', label: 'My tools' }}>
      {isClosing && <p className="text-muted">Your organization is closing, so nothing renews.</p>}
      <Table caption="Tools that renew or end next">
        <thead>
          <tr>
            <th scope="col">Tool</th>
            <th scope="col">On</th>
            <th scope="col" className="number">
              Then
            </th>
          </tr>
        </thead>
        <tbody>
          {charges.slice(0, renewalsShown).map((charge) => (
            <tr key={charge.slug}>
              <th scope="row">
                <a href={`/my-tools/${charge.slug}`} className={rowLink}>
                  {charge.name}
                </a>
              </th>
              <td>
                <Day date={charge.endsAt} />
              </td>
              <td className="number">
                {charge.goesOn ? (
                  <>
                    <Money cents={charge.price} currency={charge.currency} />{' '}
                    <span className="text-muted">{priceModelSuffixes[charge.priceModel]}</span>
                  </>
                ) : (
                  <Tag hue="warning">Ends</Tag>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </HomeSection>
  );
}
