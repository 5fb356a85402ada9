import { Button, LinkButton } from '~/components/ui/button.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { countUnits, describeUsage } from '~/modules/marketplace/uses/terms.ts';
import { writeDollars } from '~/utils/money.ts';

interface Usage {
  purchaseId: string;
  usageUnit: string;
  unitsIncluded: number;
  unitPrice: number;
  unitsUsed: number;
  cost: number;
  periodStart: string | Date;
  periodEnd: string | Date;
  cap: number | null;
  invoiceRoom: number;
}

/** The use of a tool in its running period: what it costs so far, and the cap, which an OWNER sets here. */
export function ToolUsage({
  usage,
  isCapped,
  mayCap,
  typed,
  error,
}: {
  usage: Usage;
  isCapped: boolean;
  mayCap: boolean;
  /** The cap that was refused, as it was typed. */
  typed: string | undefined;
  error: string[] | null | undefined;
}) {
  const { usageUnit, unitsUsed, unitsIncluded, unitPrice, cap, cost, invoiceRoom } = usage;
  const isOwnCap = cap !== null && cost + unitPrice > cap;
  return (
    <Card className="flex max-w-3xl flex-col gap-4 p-5">
      <DefinitionList
        entries={[
          {
            term: 'Used',
            details: `${countUnits(unitsUsed, usageUnit)} of ${unitsIncluded.toLocaleString('en-US')} included`,
          },
          {
            term: 'Period',
            details: (
              <>
                <Day date={usage.periodStart} /> to <Day date={usage.periodEnd} />
              </>
            ),
          },
          { term: 'Terms', details: describeUsage(usage) },
          { term: 'Beyond what is included, so far', details: <Money cents={cost} /> },
          {
            term: 'Cap',
            details:
              cap === null ? (
                <>
                  What the invoice limit leaves, now <Money cents={Math.max(invoiceRoom, 0)} />
                </>
              ) : (
                <>
                  <Money cents={cap} /> a period
                </>
              ),
          },
        ]}
      />
      <p className="text-muted">What goes beyond is billed when the period ends, or the purchase does.</p>
      {isCapped && !isOwnCap && (
        <p>
          Invoices that are not paid leave no room for more use.{' '}
          <LinkButton size="small" href="/orders">
            See what is due
          </LinkButton>
        </p>
      )}
      {mayCap ? (
        <OrganizationForm className="flex flex-col gap-3">
          <input type="hidden" name="intent" value="set-cap" />
          <input type="hidden" name="purchaseId" value={usage.purchaseId} />
          <TextField
            name="cap"
            label="Cap in dollars a period"
            hint="Leave it empty for what the invoice limit leaves. What was used already stays owed."
            inputMode="decimal"
            autoComplete="off"
            maxLength={20}
            required={false}
            defaultValue={typed ?? (cap === null ? '' : writeDollars(cap))}
            error={error}
            className="max-w-80"
          />
          <div>
            <Button size="small">Save cap</Button>
          </div>
        </OrganizationForm>
      ) : (
        <p className="text-muted">An owner of your organization sets the cap, here.</p>
      )}
    </Card>
  );
}
