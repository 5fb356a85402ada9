import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { formatDateTime } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { useMayRead } from './area-forms.tsx';
import type { Approval } from './queries.server.ts';

const stateLabels = {
  DONE: 'Done',
  WAITING: 'Waits',
  CONFIRMED: 'Confirmed',
  DECLINED: 'Declined',
  LAPSED: 'Lapsed',
} as const;
const stateHues = {
  DONE: 'success',
  WAITING: 'warning',
  CONFIRMED: 'success',
  DECLINED: 'neutral',
  LAPSED: 'neutral',
} as const;

/** What is asked for, as a heading: "Refund $2,400.00". */
function nameAct({ kind, amount }: Approval): string {
  switch (kind) {
    case 'REFUND':
      return `Refund ${formatMoney(amount)}`;
    case 'PAYMENT':
      return `Mark ${formatMoney(amount)} as paid`;
    case 'CREDIT':
      return `Raise the credit by ${formatMoney(amount)}`;
  }
}

/**
 * An act that waits for a second person, or was decided, with what can be done about it.
 * @param viewerId  the person who looks at it
 * @param mayDecide  whether they decide such acts at all
 */
export function ApprovalCard({
  approval,
  viewerId,
  mayDecide,
}: {
  approval: Approval;
  viewerId: string;
  mayDecide: boolean;
}) {
  const { id, state, askedBy, isOwnOrganization } = approval;
  const isOwn = askedBy === viewerId;
  const act = nameAct(approval);
  return (
    <Card className="flex flex-col gap-4 p-5">
      <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 tabular-nums">
        {act} <Tag hue={stateHues[state]}>{stateLabels[state]}</Tag>
      </h2>
      <Facts approval={approval} />
      {state === 'WAITING' && mayDecide && isOwnOrganization && (
        <p className="text-muted">You belong to this organization, so somebody else decides.</p>
      )}
      {state === 'WAITING' && mayDecide && !isOwnOrganization && (
        <div className="flex flex-wrap items-center gap-2 border-t border-line pt-4">
          {isOwn ? (
            <p className="grow text-muted">You asked for this, so somebody else confirms it.</p>
          ) : (
            <Confirmation
              id={`confirm-${id}`}
              label={
                <>
                  Confirm<span className="sr-only">{`: ${act}`}</span>
                </>
              }
              title={`${act}?`}
              confirmLabel={act}
              confirmVariant="primary"
              fields={{ intent: 'confirm', approval: id }}
            >
              <p>It is done at once, in the name of both of you, and cannot be taken back.</p>
            </Confirmation>
          )}
          <form method="post">
            <input type="hidden" name="intent" value="decline" />
            <Button name="approval" value={id} variant="quiet">
              {isOwn ? 'Take it back' : 'Decline'}
              <span className="sr-only">{`: ${act}`}</span>
            </Button>
          </form>
        </div>
      )}
    </Card>
  );
}

function Facts({ approval }: { approval: Approval }) {
  const { organizationId, organizationName, orderNumber, kind, reason, invoiceLimit, invoiceApproval } = approval;
  const readsOrganizations = useMayRead('organizations');
  const dollars = (cents: number | null, none: string) => (cents === null ? none : formatMoney(cents));
  return (
    <DefinitionList
      entries={[
        {
          term: 'Organization',
          details: readsOrganizations ? (
            <a className="link" href={`/admin/organizations/${organizationId}`}>
              <bdi>{organizationName}</bdi>
            </a>
          ) : (
            <bdi>{organizationName}</bdi>
          ),
        },
        ...(orderNumber === null
          ? []
          : [
              {
                term: 'Order',
                details: (
                  <a className="link whitespace-nowrap" href={`/admin/orders/${orderNumber}`}>
                    {orderNumber}
                  </a>
                ),
              },
            ]),
        ...(reason === null ? [] : [{ term: 'Reason', details: reason }]),
        ...(kind === 'CREDIT'
          ? [
              { term: 'Most that may be owed', details: dollars(invoiceLimit, 'What follows from what was paid') },
              { term: 'One order approved up to', details: dollars(invoiceApproval, 'None') },
            ]
          : []),
        {
          term: 'Asked for',
          details: (
            <>
              {formatDateTime(approval.askedAt)} by <bdi>{approval.askedByName}</bdi>
            </>
          ),
        },
        ...(approval.decidedAt === null
          ? [
              {
                term: approval.state === 'LAPSED' ? stateLabels.LAPSED : 'Waits until',
                details: formatDateTime(approval.waitsUntil),
              },
            ]
          : [
              {
                term: stateLabels[approval.state],
                details: (
                  <>
                    {formatDateTime(approval.decidedAt)} by <bdi>{approval.decidedByName}</bdi>
                  </>
                ),
              },
            ]),
      ]}
    />
  );
}
