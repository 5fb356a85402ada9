import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { DefinitionList } from '~/components/ui/layout.tsx';
import type { SentEmail } from './queries.server.ts';
import { computeRates, writeRate } from './rates.ts';

const write = (count: number) => count.toLocaleString('en-US');

/** What became of the messages of an email, in numbers and rates. */
export function ResultFigures({ email }: { email: SentEmail }) {
  const rates = computeRates(email);
  const { isTracked } = email;
  const settled = email.totalSent + email.totalFailed + email.totalSkipped + email.totalUnknown;
  return (
    <section className="flex flex-col gap-3" aria-labelledby="totals">
      <h2 id="totals">Totals</h2>
      <KeyFigures
        figures={[
          { label: 'Recipients', value: write(email.recipientCount) },
          { label: 'Accepted', value: write(email.totalSent) },
          { label: 'Delivered', value: write(email.totalDelivered) },
          { label: 'Waiting or on their way', value: write(Math.max(0, email.recipientCount - settled)) },
          { label: 'Came back', value: write(email.totalBounced) },
          { label: 'Refused', value: write(email.totalFailed) },
          { label: 'Left out', value: write(email.totalSkipped) },
          { label: 'Unknown outcome', value: write(email.totalUnknown) },
          ...(isTracked
            ? [
                { label: 'Opened, at least', value: write(email.totalOpened) },
                { label: 'Clicked', value: write(email.totalClicked) },
              ]
            : []),
          { label: 'Unsubscribed', value: write(email.totalUnsubscribed) },
          { label: 'Complained', value: write(email.totalComplained) },
        ]}
      />
      <div className="card max-w-xl px-4">
        <DefinitionList
          entries={[
            { term: 'Delivered, of accepted', details: writeRate(rates.delivery) },
            { term: 'Came back, of accepted', details: writeRate(rates.bounce) },
            { term: 'Complained, of accepted', details: writeRate(rates.complaint) },
            ...(isTracked
              ? [
                  { term: 'Opened, of delivered', details: writeRate(rates.open) },
                  { term: 'Clicked, of delivered', details: writeRate(rates.click) },
                  { term: 'Clicked, of opened', details: writeRate(rates.clickToOpen) },
                ]
              : []),
            { term: 'Unsubscribed, of delivered', details: writeRate(rates.unsubscribe) },
          ]}
        />
      </div>
      <p className="max-w-prose text-muted">
        {isTracked
          ? describeOpens(email)
          : 'Opening and clicking were not tracked: the links of this email lead straight to their targets.'}
      </p>
    </section>
  );
}

/** What is known of opening: between what people did and what their programs may have done for them. */
function describeOpens({ totalOpened, totalMachineOpened }: Pick<SentEmail, 'totalOpened' | 'totalMachineOpened'>) {
  return `Opened by at least ${write(totalOpened)} (clicked, or loaded by a person’s program), at most ${write(totalOpened + totalMachineOpened)}. Apple’s Mail and scanners of companies load pictures and follow links by themselves, so nobody can tell exactly.`;
}
