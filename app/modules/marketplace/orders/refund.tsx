import type { SubmissionResult } from '@conform-to/react';
import type { ReactNode } from 'react';
import { Button, buttonClass, LinkButton } from '~/components/ui/button.tsx';
import { Card } from '~/components/ui/layout.tsx';
import sumScript from '~/scripts/sum-choices.ts?worker&url';
import { readTypedList, readTypedTexts } from '~/services/typed-texts.ts';
import { formatMoney } from '~/utils/money.ts';
import { type RefundableOrder, type RefundableTool, RefundFields } from './refund-fields.tsx';
import { sumRefund } from './refund-sum.ts';

/** What was chosen and typed before: in a form that came back, or before its sender had to prove who they are. */
export interface TypedRefund {
  tools: string[];
  reason: string | undefined;
  errors: Record<string, string[] | null>;
  /** Whether all of it is right, and only its sum was not on the button yet. */
  asksForSum: boolean;
}

/** Reads a refund that was not done; undefined for another form, or none. */
export function readTypedRefund(answer: SubmissionResult | undefined): TypedRefund | undefined {
  if (answer?.initialValue?.intent !== 'refund') return undefined;
  const errors = answer.error ?? {};
  return {
    tools: readTypedList(answer, 'tools'),
    reason: readTypedTexts(answer).reason,
    errors,
    asksForSum: Object.keys(errors).length === 0,
  };
}

interface Refund {
  order: RefundableOrder & { number: string };
  /** The tools that are left to refund. */
  tools: RefundableTool[];
}

const dialogId = 'refund-order';
const refundedMeanwhile =
  'What you chose was refunded since you opened this page. Look at what is left and choose again.';

/** Opens the form of a refund over the page. */
export function RefundButton({ order, tools }: Refund) {
  return (
    <>
      <button type="button" popovertarget={dialogId} className={buttonClass({})}>
        Refund
      </button>
      {/* A <dialog> cannot be opened without script. */}
      <div id={dialogId} popover="auto" role="dialog" aria-labelledby={`${dialogId}-title`} className="confirmation">
        <RefundForm order={order} tools={tools} titleId={`${dialogId}-title`}>
          <button type="button" popovertarget={dialogId} className={buttonClass({ variant: 'quiet' })}>
            Keep it as it is
          </button>
        </RefundForm>
      </div>
    </>
  );
}

/** The same form on the page itself, as it came back: a popover cannot be opened without script. */
export function RefundAgain({ order, tools, typed }: Refund & { typed: TypedRefund }) {
  const back = (
    <LinkButton variant="quiet" href={`/admin/orders/${order.number}`}>
      Keep it as it is
    </LinkButton>
  );
  // Somebody else may have refunded meanwhile what was chosen.
  const isLeft = tools.some(({ id }) => typed.tools.includes(id));
  const again = typed.asksForSum ? { ...typed, errors: { tools: [refundedMeanwhile] } } : typed;
  return (
    <Card>
      {typed.asksForSum && isLeft ? (
        <SumQuestion order={order} tools={tools} typed={typed}>
          {back}
        </SumQuestion>
      ) : (
        <RefundForm order={order} tools={tools} typed={again} titleId="refund-again">
          {back}
        </RefundForm>
      )}
    </Card>
  );
}

function RefundForm({
  order,
  tools,
  typed,
  titleId,
  children,
}: Refund & { typed?: TypedRefund; titleId: string; children: ReactNode }) {
  return (
    <form
      method="post"
      data-sums=""
      data-most={order.total - order.refundedTotal}
      data-currency={order.currency}
      className="flex flex-col gap-4"
    >
      <h2 id={titleId}>Refund order {order.number}</h2>
      <input type="hidden" name="intent" value="refund" />
      <input type="hidden" name="sum" value="" />
      <RefundFields order={order} tools={tools} chosen={typed?.tools} reason={typed?.reason} errors={typed?.errors} />
      <div className="flex flex-wrap justify-end gap-2">
        {children}
        <Button variant="danger">
          <span data-words="Refund">Continue</span>
        </Button>
      </div>
      <script type="module" src={sumScript} />
    </form>
  );
}

/** Without script no button can name the sum of what is being ticked. So it is asked about once more, by one that does. */
function SumQuestion({ order, tools, typed, children }: Refund & { typed: TypedRefund; children: ReactNode }) {
  const chosen = tools.filter(({ id }) => typed.tools.includes(id));
  const sum = sumRefund(order, chosen);
  return (
    <form method="post" className="flex flex-col gap-4">
      {/* biome-ignore lint/a11y/noAutofocus: the page was asked for by sending the form, and this is the answer to it */}
      <h2 tabIndex={-1} autoFocus>
        Refund {formatMoney(sum, order.currency)} of order {order.number}?
      </h2>
      <input type="hidden" name="intent" value="refund" />
      <input type="hidden" name="refundedTotal" value={order.refundedTotal} />
      <input type="hidden" name="sum" value={sum} />
      <input type="hidden" name="reason" value={typed.reason} />
      <ul className="list-disc pl-5">
        {chosen.map(({ id, name, price }) => (
          <li key={id}>
            <input type="hidden" name="tools" value={id} />
            {name}, {formatMoney(price, order.currency)}
          </li>
        ))}
      </ul>
      <p className="max-w-prose whitespace-pre-line">{`Reason: ${typed.reason}`}</p>
      <p className="max-w-prose">
        Nothing is refunded yet. What is refunded is locked again at once, and a credit note goes to the buyer.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="danger">{`Refund ${formatMoney(sum, order.currency)}`}</Button>
        {children}
      </div>
    </form>
  );
}
