import { Notice } from '~/components/ui/notice.tsx';

/** Says that an invoice did not go to its address yet, or never will; nothing once the address takes it. */
export function BillingEmailNotice({
  asked,
}: {
  asked: { email: string; state: 'ASKED' | 'CONFIRMED' | 'REFUSED' } | undefined;
}) {
  switch (asked?.state) {
    case 'ASKED':
      return (
        <Notice title="The invoice waits for its address">
          <p className="wrap-anywhere">{`We asked ${asked.email} whether it takes your invoices. It gets them as soon as somebody there says so. The buyer has a copy.`}</p>
        </Notice>
      );
    case 'REFUSED':
      return (
        <Notice kind="warning" title="The address takes no invoices">
          <p className="wrap-anywhere">{`${asked.email} does not take invoices of your organization, so nothing is sent there. Give another address with your next order. The buyer has a copy.`}</p>
        </Notice>
      );
    case 'CONFIRMED':
    case undefined:
      return null;
  }
}
