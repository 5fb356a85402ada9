import { Confirmation } from '~/components/ui/confirmation.tsx';

/** Withdraws a waiting request, after asking. */
export function WithdrawRequest({ requestId }: { requestId: string }) {
  return (
    <Confirmation
      id={`withdraw-${requestId}`}
      label="Withdraw"
      title="Withdraw this request?"
      confirmLabel="Yes, withdraw it"
      size="small"
      action="/requests"
      fields={{ intent: 'withdraw', requestId }}
    >
      <p>Nobody can approve it then. To ask again, put the tools into your cart and send a new request.</p>
    </Confirmation>
  );
}
