import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { CheckboxField } from '~/components/ui/field.tsx';
import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { MemberName } from '~/components/ui/name.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { useIsClosing } from '~/components/ui/use-viewer.ts';
import type { PurchaseStatus } from '~/modules/marketplace/labels.ts';
import { PurchaseTag } from './status-tag.tsx';

/** The purchase of a tool, or of the bundle it was bought in. */
export interface WayOfOwning {
  id: string;
  kind: 'TOOL' | 'BUNDLE';
  name: string;
  slug: string;
  status: PurchaseStatus;
  price: number;
  currency: string;
  purchaseDate: Date;
  periodEnd: Date | null;
  renews: boolean;
  buyer: string | null;
  orderNumber: string | null;
  /** Whether a tool was bought in a bundle. */
  isInBundle: boolean;
  /** Tools of a bundle that end when it is cancelled. */
  ending: string[];
}

/** One purchase: price, buyer and end; managers can also renew or cancel it. */
export function WayOfOwningCard({ way, canManage }: { way: WayOfOwning; canManage: boolean }) {
  const isActive = way.status === 'ACTIVE';
  const isClosing = useIsClosing();
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3>
          {way.kind === 'TOOL' ? (
            way.isInBundle ? (
              'Bought in a bundle'
            ) : (
              'Bought by itself'
            )
          ) : (
            <>
              The bundle{' '}
              <a href={`/bundles/${way.slug}`} className="link">
                {way.name}
              </a>
            </>
          )}
        </h3>
        {/* Whether the tool works is said above: a purchase says only that it ended. */}
        {!isActive && <PurchaseTag status={way.status} />}
      </div>
      <DefinitionList
        entries={[
          {
            term: way.kind === 'TOOL' ? 'Price' : 'Price of what it sold',
            details: <Money cents={way.price} currency={way.currency} />,
          },
          { term: 'Bought', details: <Day date={way.purchaseDate} /> },
          { term: 'Bought by', details: <MemberName name={way.buyer} /> },
          ...(way.orderNumber
            ? [
                {
                  term: 'Order',
                  details: (
                    <a href={`/orders/${way.orderNumber}`} className="link">
                      {way.orderNumber}
                    </a>
                  ),
                },
              ]
            : []),
          ...(way.periodEnd && (isActive || way.status === 'EXPIRED')
            ? [
                {
                  term: isActive ? (way.renews && !isClosing ? 'Renews' : 'Ends') : 'Ended',
                  details: <Day date={way.periodEnd} />,
                },
              ]
            : []),
        ]}
      />
      {canManage && isActive && (
        <div className="flex flex-wrap items-center justify-between gap-4">
          {way.periodEnd && !isClosing ? <Renewal way={way} /> : <span />}
          <CancelPurchase way={way} />
        </div>
      )}
    </Card>
  );
}

function Renewal({ way }: { way: WayOfOwning }) {
  return (
    <OrganizationForm className="flex flex-wrap items-center gap-4">
      <input type="hidden" name="intent" value="set-renewal" />
      <input type="hidden" name="purchaseId" value={way.id} />
      <CheckboxField name="renews" value="on" label="Renew automatically" defaultChecked={way.renews} />
      <Button size="small">Save</Button>
    </OrganizationForm>
  );
}

function CancelPurchase({ way }: { way: WayOfOwning }) {
  const { kind, name, ending } = way;
  return (
    <Confirmation
      id={`cancel-${way.id}`}
      label="Cancel purchase"
      title={kind === 'TOOL' ? `Cancel the purchase of ${name}?` : `Cancel the whole bundle ${name}?`}
      confirmLabel={kind === 'TOOL' ? 'Yes, cancel it' : 'Yes, cancel the bundle'}
      size="small"
      fields={{ intent: 'cancel', kind, purchaseId: way.id }}
    >
      <p>
        It ends at once for everyone in your organization. What was paid is not paid back, and what is owed stays owed.
      </p>
      {way.isInBundle && (
        <p>What is left of its bundle renews at the price of each tool by itself, because the bundle is not whole.</p>
      )}
      {kind === 'BUNDLE' && <ToolNames title="These tools end" names={ending} />}
    </Confirmation>
  );
}

function ToolNames({ title, names }: { title: string; names: string[] }) {
  return (
    <div>
      <p className="font-medium">{title}</p>
      <ul className="mt-1 max-h-60 list-disc overflow-y-auto pl-5">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </div>
  );
}
