import { createModuleRow, insertRow, receiptOf } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { shopReceipt } from '../../factories/receipt-files.ts';
import { counting, type Prepare, startAsOwner, type World } from './world.ts';

async function startWithExpense(world: World) {
  const start = await startAsOwner(world);
  const { sql } = world.database;
  await unlockModules(sql, start.organization);
  const expense = await createModuleRow(sql, 'expenses', start.organization, { user_id: start.organization.owner.id });
  return { ...start, expense };
}

const changing =
  (intent: 'remove-receipt' | 'restore-receipt', deletedAt: Date | null): Prepare =>
  async (world) => {
    const { organization, visitor, expense } = await startWithExpense(world);
    const { id } = await insertRow(world.database.sql, 'receipts', {
      organization_id: organization.id,
      ...receiptOf(organization, expense),
      deleted_at: deletedAt,
    });
    const isThere = intent === 'restore-receipt' ? 'deleted_at is null' : 'deleted_at is not null';
    return {
      visitor,
      address: `/expenses/receipts/${id}`,
      fields: { intent },
      match: intent === 'remove-receipt' ? 'app.remove_receipt' : 'app.restore_receipt',
      countEffects: counting(world)(`receipts where id = $1 and ${isThere}`, id),
    };
  };

export const expenseReceipts: Record<string, Record<string, Prepare>> = {
  'expenses.$id_.receipts.tsx': {
    add: async (world) => {
      const { visitor, expense } = await startWithExpense(world);
      const address = `/expenses/${expense.id}/receipts`;
      // The same each time it is sent: the second is no second receipt.
      const file = new File([new Uint8Array(shopReceipt())], 'receipt.pdf');
      return {
        visitor,
        address,
        fields: { intent: 'add-receipts' },
        match: 'app.add_receipts',
        countEffects: counting(world)('receipts where expense_id = $1', expense.id),
        send: () => visitor.post(address, { intent: 'add-receipts', receipts: file }),
      };
    },
  },
  'expenses.receipts.$receiptId.ts': {
    remove: changing('remove-receipt', null),
    restore: changing('restore-receipt', new Date()),
  },
};
