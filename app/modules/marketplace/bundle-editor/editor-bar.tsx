import { Button, buttonClass } from '~/components/ui/button.tsx';
import { formatMoney } from '~/utils/money.ts';
import type { BundleStatus } from './draft.ts';
import { writePercent } from './pricing.ts';
import type { FoundBundle } from './queries.server.ts';

const archivingId = 'archive';

/**
 * The buttons that save, in one row that is always in reach where the screen is high enough; below it those that are seldom pressed.
 * @param pending  intent of the button whose form is being sent
 */
export function BundleEditorBar({
  bundle,
  price,
  discount,
  isChanged,
  pending,
}: {
  bundle: Pick<FoundBundle, 'status' | 'purchaseCount'> | undefined;
  price: number | null;
  discount: number | null;
  isChanged: boolean;
  pending: string | null;
}) {
  const status: BundleStatus = bundle?.status ?? 'DRAFT';
  const isOnSale = status === 'ACTIVE';
  return (
    <>
      <div className="editor-bar">
        <p className="mr-auto min-w-0 truncate">
          <span className="font-medium">
            {isChanged ? 'Unsaved changes' : bundle ? 'Everything is saved' : 'Not saved yet'}
          </span>
          {price !== null && discount !== null && (
            <span className="ml-3 text-muted tabular-nums max-sm:hidden">
              {`${formatMoney(price)}, ${writePercent(discount)} % off`}
            </span>
          )}
        </p>
        <Saving intent="save" label="Save" pending={pending} variant={isOnSale ? 'primary' : 'secondary'} />
        {!isOnSale && <Saving intent="publish" label="Publish" pending={pending} variant="primary" />}
      </div>
      {bundle && (
        <div className="editor-acts">
          {status !== 'DRAFT' && bundle.purchaseCount === 0 && (
            <Saving intent="draft" label="Back to draft" pending={pending} variant="quiet" />
          )}
          {status !== 'ARCHIVED' && (
            <>
              <button type="button" popovertarget={archivingId} className={buttonClass({ variant: 'quiet' })}>
                Archive
              </button>
              <Archiving owners={bundle.purchaseCount} />
            </>
          )}
        </div>
      )}
    </>
  );
}

function Saving({
  intent,
  label,
  pending,
  variant,
}: {
  intent: string;
  label: string;
  pending: string | null;
  variant: 'primary' | 'secondary' | 'quiet';
}) {
  return (
    <Button
      variant={variant}
      name="intent"
      value={intent}
      disabled={pending !== null}
      aria-busy={pending === intent || undefined}
    >
      {label}
    </Button>
  );
}

// Part of the form like the other buttons, so that archiving keeps all typed values.
function Archiving({ owners }: { owners: number }) {
  return (
    <div
      id={archivingId}
      popover="auto"
      role="dialog"
      aria-labelledby={`${archivingId}-title`}
      className="confirmation"
    >
      <div className="flex flex-col gap-4">
        <h2 id={`${archivingId}-title`}>Archive this bundle?</h2>
        <p className="text-pretty">
          {`It leaves the shop at once and can no longer be bought, also from carts that hold it. ${
            owners === 0
              ? 'No organization owns it.'
              : owners === 1
                ? 'The organization that owns it keeps its tools.'
                : `The ${owners} organizations that own it keep its tools.`
          } It can be published again later.`}
        </p>
        <div className="flex flex-wrap justify-end gap-2">
          <button type="button" popovertarget={archivingId} className={buttonClass({ variant: 'quiet' })}>
            Keep it as it is
          </button>
          <Button variant="danger" name="intent" value="archive" formNoValidate>
            Yes, archive it
          </Button>
        </div>
      </div>
    </div>
  );
}
