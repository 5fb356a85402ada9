import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { NewTemplate, TemplateChange } from './schema.ts';

/** Adds an expense that comes again. */
export function addRecurringExpense(handle: QueryHandle, template: NewTemplate) {
  const { id, merchant, amount, categoryId, recurrence, startsOn } = template;
  return callFunction(handle, 'add_recurring_expense', {
    id,
    merchant,
    amount,
    categoryId,
    listingId: template.listingId ?? null,
    payeeId: template.payeeId ?? null,
    paymentMethod: template.paymentMethod ?? null,
    description: template.description ?? null,
    recurrence,
    startsOn,
    endsOn: template.endsOn ?? null,
  });
}

/** Pauses an expense that comes again, lets it go on, or leaves its next day out. */
export function changeRecurringExpense(handle: QueryHandle, change: TemplateChange) {
  return callFunction(handle, 'change_recurring_expense', {
    id: change.id,
    act: change.intent,
    day: change.intent === 'SKIP' ? change.day : null,
  });
}
