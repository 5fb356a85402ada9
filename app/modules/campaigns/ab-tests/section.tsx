import { Confirmation } from '~/components/ui/confirmation.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import type { CountedVariant, SentEmail } from '~/modules/campaigns/results/queries.server.ts';
import { computeRate, writeRate } from '~/modules/campaigns/results/rates.ts';
import { countWords } from '~/utils/words.ts';
import { judgeAbTest } from './judgement.ts';

const nothing = { delivered: 0, opened: 0, clicked: 0, waiting: 0 };

/** The two subjects of an email, what each half of the test counted, and which one the others get. */
export function AbTestSection({
  email,
  variants,
  mayChoose,
}: {
  email: SentEmail;
  variants: readonly CountedVariant[];
  mayChoose: boolean;
}) {
  if (!email.isAbTest) return null;
  const find = (variant: 'A' | 'B' | null) => variants.find((one) => one.variant === variant) ?? nothing;
  const waiting = find(null).waiting;
  const isOpen =
    email.abWinner === null && (email.status === 'SENDING' || email.status === 'PAUSED') && email.cancelledAt === null;
  const halves = [
    { variant: 'A', subject: email.subject, counted: find('A') },
    { variant: 'B', subject: email.abSubject ?? '', counted: find('B') },
  ] as const;
  return (
    <section className="flex flex-col gap-3" aria-labelledby="ab-test">
      <h2 id="ab-test">A/B test</h2>
      <Notice>
        <p>{describeTest(email, halves[0].counted, halves[1].counted, waiting, isOpen)}</p>
      </Notice>
      <Table phone="scroll" caption="The two subjects">
        <thead>
          <tr>
            <th scope="col">Subject</th>
            <th scope="col" className="number">
              Delivered
            </th>
            <th scope="col" className="number">
              Clicked
            </th>
            <th scope="col" className="number">
              Opened, at least
            </th>
          </tr>
        </thead>
        <tbody>
          {halves.map(({ variant, subject, counted }) => (
            <tr key={variant}>
              <th scope="row" className="wrap-anywhere">
                {`${variant}: ${subject}`}
                {email.abWinner === variant && (
                  <span className="block text-xs font-normal text-muted">Goes to the others</span>
                )}
              </th>
              <td className="number">{counted.delivered.toLocaleString('en-US')}</td>
              <td className="number">{writeShare(counted.clicked, counted.delivered)}</td>
              <td className="number">{writeShare(counted.opened, counted.delivered)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {isOpen && mayChoose && (
        <div className="no-print flex flex-wrap gap-2">
          {halves.map(({ variant, subject }) => (
            <Confirmation
              key={variant}
              id={`choose-${variant.toLowerCase()}`}
              label={`Choose ${variant}`}
              title={`Send ${variant} to the others?`}
              confirmLabel={`Yes, send ${variant}`}
              confirmVariant="primary"
              fields={{ intent: 'choose-winner', winner: variant }}
            >
              <p className="wrap-anywhere">
                {`The test ends now, and ${countWords(waiting, 'recipient')} who wait get “${subject}”. That cannot be taken back.`}
              </p>
            </Confirmation>
          ))}
        </div>
      )}
    </section>
  );
}

const writeShare = (part: number, whole: number) =>
  `${part.toLocaleString('en-US')} (${writeRate(computeRate(part, whole))})`;

type Half = Pick<CountedVariant, 'delivered' | 'opened' | 'clicked'>;

function describeTest(email: SentEmail, a: Half, b: Half, waiting: number, isOpen: boolean): string {
  if (email.abWinner !== null) return email.abReason ?? `${email.abWinner} goes to the others.`;
  const event = email.abMeasure === 'OPENS' ? 'opened' : 'clicked';
  const { winner } = judgeAbTest(
    { delivered: a.delivered, events: a[event] },
    { delivered: b.delivered, events: b[event] },
  );
  const standing = winner === null ? 'So far there is no clear difference.' : `So far ${winner} is better.`;
  return isOpen
    ? `${standing} ${countWords(waiting, 'recipient')} will get the better subject once the test is over; without a clear difference, A.`
    : `The test was not decided. ${standing}`;
}
