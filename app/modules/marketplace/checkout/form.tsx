import type { SubmissionResult } from '@conform-to/react';
import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { SubscriptionTier } from '#db/request-db.server.ts';
import { Button } from '~/components/ui/button.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationField, useOrganizationPage } from '~/components/ui/organization-form.tsx';
import { useInlineValidation } from '~/components/ui/use-inline-validation.ts';
import { useViewer } from '~/components/ui/use-viewer.ts';
import { isBlocked, sumLines } from '~/modules/marketplace/cart/notices.ts';
import type { PricedLine } from '~/modules/marketplace/cart/queries.server.ts';
import type { OrderSource } from '~/modules/marketplace/cart/schema.ts';
import { Totals } from '~/modules/marketplace/cart/totals.tsx';
import { type Credit, explainNoCredit } from '~/modules/marketplace/invoices/credit.ts';
import { readTypedList, readTypedTexts } from '~/services/typed-texts.ts';
import { BillingFields } from './billing-fields.tsx';
import { ConfirmationCode, SendCodeButton, sendCodeField } from './confirmation-code.tsx';
import { CheckoutLines } from './lines.tsx';
import { PaymentMethods } from './payment-methods.tsx';
import { SeatChoice, type SeatChoices } from './seat-choice.tsx';

interface CheckoutFormProps {
  source: OrderSource;
  lines: readonly PricedLine[];
  /** The lines as JSON, to be sent back and compared. */
  shown: string;
  checkoutKey: string;
  billing: Record<string, string>;
  tier: SubscriptionTier;
  acceptsCards: boolean;
  /** What may go by invoice; undefined for those who may not order. */
  credit: Credit | undefined;
  seats: SeatChoices;
  /** The refusal of the form, if it was refused. */
  answer: SubmissionResult | undefined;
  button: string;
  pendingButton: string;
  /** Hidden fields by name. */
  fields?: Record<string, string>;
  /** An action for one of the lines, beside it. */
  lineAction?: (line: PricedLine) => ReactNode;
  /** Actions besides placing the order; the only ones while a line cannot be bought. */
  otherwise?: ReactNode;
}

/** The form that places an order: payment, billing details, and the lines with their total. */
export function CheckoutForm({
  source,
  lines,
  shown,
  checkoutKey,
  billing,
  tier,
  acceptsCards,
  credit,
  seats,
  answer,
  button,
  pendingButton,
  fields = {},
  lineAction,
  otherwise,
}: CheckoutFormProps) {
  const { formData } = useNavigation();
  const user = useViewer()?.user;
  const inline = useInlineValidation();
  // Stays true while the lines are loaded again after a refusal: a form sent before that would be refused for the same reason.
  const placing = formData?.has('checkoutKey') ?? false;
  const typed = answer && readTypedTexts(answer);
  // The key stays the same, so that trying again is safe, unless the key itself was refused.
  const key = (!answer?.error?.checkoutKey && typed?.checkoutKey) || checkoutKey;
  const errors = { ...answer?.error, ...inline.messages };
  const { total } = sumLines(lines);
  const isFree = total === 0;
  const noInvoice = credit ? explainNoCredit(credit, total, acceptsCards) : null;
  // A form that asked for none comes back without any.
  const values = typed && Object.keys(billing).some((name) => name in typed) ? typed : { ...billing, ...typed };
  return (
    <Form
      ref={useOrganizationPage(answer)}
      method="post"
      onBlur={inline.onBlur}
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]"
    >
      <OrganizationField />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="checkoutKey" value={key} />
      <input type="hidden" name="shown" value={shown} />
      <div className="flex flex-col gap-6">
        {isFree ? (
          <Card>
            <h2>Nothing to pay</h2>
            <p className="mt-2 max-w-prose text-pretty">
              This order costs nothing, so it needs no payment, no billing details, and gets no invoice. What is in it
              is unlocked at once.
            </p>
            <input type="hidden" name="paymentMethod" value="INVOICE" />
          </Card>
        ) : (
          <>
            <Card>
              <fieldset>
                <legend className="mb-3 text-lg font-semibold">Payment</legend>
                <PaymentMethods
                  acceptsCards={acceptsCards}
                  noInvoice={noInvoice}
                  chosen={values.paymentMethod}
                  error={errors.paymentMethod}
                />
                <TextField
                  name="purchaseOrderNumber"
                  label="Purchase order number"
                  hint="Printed on the invoice, if your accounting asks for one."
                  maxLength={50}
                  required={false}
                  defaultValue={values.purchaseOrderNumber ?? ''}
                  error={errors.purchaseOrderNumber}
                  className="mt-4 max-w-80"
                />
              </fieldset>
            </Card>
            <Card>
              <fieldset>
                <legend className="mb-3 text-lg font-semibold">Billing details</legend>
                <BillingFields values={values} errors={errors} />
              </fieldset>
            </Card>
          </>
        )}
        <SeatChoice
          seats={answer && typed?.checkoutKey ? { ...seats, ticked: readTypedList(answer, 'seats') } : seats}
          viewerId={user?.id}
        />
      </div>
      <Card>
        <h2>{source === 'cart' ? 'Your order' : 'The order'}</h2>
        <CheckoutLines lines={lines} tier={tier} source={source} lineAction={lineAction} />
        <Totals lines={lines} />
        <div className="mt-4 flex flex-col gap-3">
          {isBlocked(lines) ? (
            <Notice kind="warning">
              {`Some of it cannot be bought. Remove that from ${source === 'cart' ? 'your cart' : 'the request'} first.`}
            </Notice>
          ) : noInvoice && !acceptsCards ? (
            <Notice kind="warning" title="This order cannot be placed now">
              {noInvoice}
            </Notice>
          ) : (
            <>
              {user && !user.isConfirmed && (
                <ConfirmationCode
                  email={user.pendingEmail ?? user.email}
                  sent={typed?.[sendCodeField] !== undefined && !errors.confirmationCode}
                  typed={typed?.confirmationCode}
                  error={errors.confirmationCode}
                />
              )}
              <Button variant="primary" size="large" disabled={placing} aria-busy={placing}>
                {placing ? pendingButton : button}
              </Button>
              {user && !user.isConfirmed && <SendCodeButton />}
            </>
          )}
          {otherwise}
        </div>
      </Card>
    </Form>
  );
}
