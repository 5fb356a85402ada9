import { Button } from '~/components/ui/button.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { ReceiptFields } from './fields.tsx';

/** Adds receipts to an expense that is there. */
export function AddReceipts({ expenseId, label }: { expenseId: string; label?: string }) {
  return (
    <OrganizationForm
      action={`/expenses/${expenseId}/receipts`}
      encType="multipart/form-data"
      data-upload=""
      className="flex max-w-prose flex-col gap-3"
    >
      <input type="hidden" name="intent" value="add-receipts" />
      <ReceiptFields label={label ?? 'Choose receipts'} />
      <div>
        <Button>Add receipts</Button>
      </div>
    </OrganizationForm>
  );
}
