import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { CategoryCommand } from './schema.ts';

/** Does what a form of the categories says. Only OWNERs and ADMINs do. */
export function changeCategories(handle: QueryHandle, command: CategoryCommand) {
  switch (command.intent) {
    case 'add-category':
      return callFunction(handle, 'add_expense_category', {
        id: command.id,
        name: command.name,
        description: command.description ?? null,
        irsCategory: command.irsCategory ?? null,
        deductionLimit: command.limit ?? (command.irsCategory === 'MEALS' ? 50 : 100),
      });
    case 'archive':
    case 'bring-back':
      return callFunction(handle, 'archive_expense_category', {
        id: command.id,
        isActive: command.intent === 'bring-back',
      });
    case 'add-rule':
      return callFunction(handle, 'add_merchant_rule', {
        id: command.id,
        merchant: command.merchant,
        categoryId: command.categoryId,
        listingId: command.listingId ?? null,
      });
    case 'remove-rule':
      return callFunction(handle, 'remove_merchant_rule', { id: command.id });
  }
}
