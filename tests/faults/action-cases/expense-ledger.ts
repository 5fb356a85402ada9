import { randomUUID } from 'node:crypto';
import { createModuleRow, systemCategoryId } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { counting, type Fields, type Prepare, startAsOwner, type World } from './world.ts';

/** An organization with the module, its owner at work, and an expense of theirs that waits. */
async function startAtBooks(world: World) {
  const start = await startAsOwner(world);
  const { sql } = world.database;
  await unlockModules(sql, start.organization);
  const { id } = await createModuleRow(sql, 'expenses', start.organization, { user_id: start.organization.owner.id });
  const category = await systemCategoryId(sql);
  const meals = await systemCategoryId(sql, 'MEALS');
  const property = String((await createModuleRow(sql, 'listings', start.organization)).id);
  const entry = {
    date: '2026-05-06',
    merchant: 'Corner Store',
    amount: '12.50',
    categoryId: category,
    percent: '100',
    description: '',
    notes: '',
  };
  return { ...start, id: String(id), category, meals, property, entry, count: counting(world) };
}

type Books = Awaited<ReturnType<typeof startAtBooks>>;

/** A form of a page of the books that is sent once. */
const at =
  (
    address: (books: Books) => string,
    fields: (books: Books) => Fields,
    match: string,
    effects: (books: Books) => [query: string, ...values: unknown[]],
  ): Prepare =>
  async (world) => {
    const books = await startAtBooks(world);
    return {
      visitor: books.visitor,
      address: address(books),
      fields: fields(books),
      match,
      countEffects: books.count(...effects(books)),
    };
  };

const atExpense = ({ id }: Books) => `/expenses/${id}`;
const atList = () => '/expenses?index';
const atApprovals = () => '/expenses/approvals';
const newId = randomUUID;

const addAnExpense =
  (intent: 'save' | 'save-and-add'): Prepare =>
  async (world) => {
    const books = await startAtBooks(world);
    const id = newId();
    return {
      visitor: books.visitor,
      address: '/expenses/new',
      fields: { ...books.entry, intent, id },
      match: 'app.save_expense',
      countEffects: books.count('expenses where id = $1 and amount = 1250', id),
    };
  };

/** A button beside a row that was made with these values. */
const besideRow =
  (
    table: 'recurring_expenses' | 'expense_categories' | 'merchant_rules',
    values: object,
    fields: Fields,
    match: string,
    effect: string,
  ): Prepare =>
  async (world) => {
    const books = await startAtBooks(world);
    const { id } = await createModuleRow(world.database.sql, table, books.organization, { ...values });
    return {
      visitor: books.visitor,
      address: table === 'recurring_expenses' ? '/expenses/recurring' : '/expenses/categories',
      fields: { ...fields, id: String(id) },
      match,
      countEffects: books.count(effect, id),
    };
  };

export const expenseLedger: Record<string, Record<string, Prepare>> = {
  'expenses._index.tsx': {
    'approve ticked': at(
      atList,
      ({ id }) => ({ act: 'APPROVE', rows: `${id}:1` }),
      'app.change_expenses',
      ({ id }) => [`expenses where id = $1 and status = 'APPROVED'`, id],
    ),
    'reject ticked': at(
      atList,
      ({ id }) => ({ act: 'REJECT', rows: `${id}:1`, note: 'Private.' }),
      'app.change_expenses',
      ({ id }) => [`expenses where id = $1 and status = 'REJECTED'`, id],
    ),
    'set the category of ticked': at(
      atList,
      ({ id, meals }) => ({ act: 'SET_CATEGORY', rows: `${id}:1`, category: meals }),
      'app.change_expenses',
      ({ id, meals }) => ['expenses where id = $1 and category_id = $2', id, meals],
    ),
    'set the property of ticked': at(
      atList,
      ({ id, property }) => ({ act: 'SET_PROPERTY', rows: `${id}:1`, property }),
      'app.change_expenses',
      ({ id, property }) => ['expenses where id = $1 and listing_id = $2', id, property],
    ),
    'delete ticked': at(
      atList,
      ({ id }) => ({ act: 'DELETE', rows: `${id}:1` }),
      'app.change_expenses',
      ({ id }) => ['(select 1 where not exists (select from expenses where id = $1)) gone', id],
    ),
  },
  'expenses.new.tsx': {
    save: addAnExpense('save'),
    'save and add another': addAnExpense('save-and-add'),
  },
  'expenses.$id.tsx': {
    save: at(
      atExpense,
      ({ entry }) => ({ ...entry, intent: 'save', version: '1' }),
      'app.save_expense',
      ({ id }) => [`expenses where id = $1 and merchant = 'Corner Store'`, id],
    ),
    'save and add another': at(
      atExpense,
      ({ entry }) => ({ ...entry, intent: 'save-and-add', version: '1' }),
      'app.save_expense',
      ({ id }) => [`expenses where id = $1 and merchant = 'Corner Store'`, id],
    ),
    delete: at(
      atExpense,
      () => ({ intent: 'delete', version: '1' }),
      'app.delete_expense',
      ({ id }) => ['(select 1 where not exists (select from expenses where id = $1)) gone', id],
    ),
    'record a refund': at(
      atExpense,
      () => ({ intent: 'refund', refundId: newId(), refundDate: '2026-05-07', refundAmount: '1.00', refundNotes: '' }),
      'app.record_expense_refund',
      ({ id }) => ['expenses where refund_of = $1', id],
    ),
  },
  'expenses.$id_.split.tsx': {
    split: at(
      ({ id }) => `/expenses/${id}/split`,
      ({ id, category }) => ({
        intent: 'save',
        version: '1',
        'parts[0].id': id,
        'parts[0].amount': '10.00',
        'parts[0].categoryId': category,
        'parts[1].id': newId(),
        'parts[1].amount': '2.50',
        'parts[1].categoryId': category,
      }),
      'app.split_expense',
      ({ id }) => ['expenses where split_id = $1 and id <> $1', id],
    ),
  },
  'expenses.approvals.tsx': {
    approve: at(
      atApprovals,
      ({ id }) => ({ intent: 'APPROVE', id, version: '1' }),
      'app.decide_expense',
      ({ id }) => [`expenses where id = $1 and status = 'APPROVED'`, id],
    ),
    reject: at(
      atApprovals,
      ({ id }) => ({ intent: 'REJECT', id, version: '1', note: 'Private.' }),
      'app.decide_expense',
      ({ id }) => [`expenses where id = $1 and status = 'REJECTED'`, id],
    ),
    ask: at(
      atApprovals,
      ({ id }) => ({ intent: 'ASK', id, version: '1', note: 'Which client?' }),
      'app.decide_expense',
      ({ id }) => [`expenses where id = $1 and status = 'NEEDS_REVIEW'`, id],
    ),
    'another person': at(
      atApprovals,
      () => ({ intent: 'setting', anotherPerson: 'on' }),
      'app.require_another_person',
      ({ organization }) => [
        'expense_settings where organization_id = $1 and approval_needs_another_person',
        organization.id,
      ],
    ),
  },
  'expenses.recurring.tsx': {
    add: at(
      () => '/expenses/recurring',
      ({ category }) => ({
        intent: 'add',
        id: newId(),
        merchant: 'Landlord',
        amount: '1500',
        categoryId: category,
        recurrence: 'MONTHLY',
        startsOn: '2026-01-31',
      }),
      'app.add_recurring_expense',
      ({ organization }) => ['recurring_expenses where organization_id = $1', organization.id],
    ),
    pause: besideRow(
      'recurring_expenses',
      {},
      { intent: 'PAUSE' },
      'app.change_recurring_expense',
      'recurring_expenses where id = $1 and is_paused',
    ),
    resume: besideRow(
      'recurring_expenses',
      { is_paused: true },
      { intent: 'RESUME' },
      'app.change_recurring_expense',
      'recurring_expenses where id = $1 and not is_paused',
    ),
    // Once, however often it is sent: of the month after it another page would have to be looked at.
    'skip next': besideRow(
      'recurring_expenses',
      {},
      { intent: 'SKIP', day: '2024-02-29' },
      'app.change_recurring_expense',
      `recurring_expenses where id = $1 and next_on = '2024-03-31'`,
    ),
  },
  'expenses.categories.tsx': {
    'add a category': at(
      () => '/expenses/categories',
      () => ({ intent: 'add-category', id: newId(), name: 'Staging', limit: '100' }),
      'app.add_expense_category',
      ({ organization }) => ['expense_categories where organization_id = $1', organization.id],
    ),
    archive: besideRow(
      'expense_categories',
      {},
      { intent: 'archive' },
      'app.archive_expense_category',
      'expense_categories where id = $1 and not is_active',
    ),
    'bring back': besideRow(
      'expense_categories',
      { is_active: false },
      { intent: 'bring-back' },
      'app.archive_expense_category',
      'expense_categories where id = $1 and is_active',
    ),
    'remove a rule': besideRow(
      'merchant_rules',
      {},
      { intent: 'remove-rule' },
      'app.remove_merchant_rule',
      '(select 1 where not exists (select from merchant_rules where id = $1)) gone',
    ),
    'add a rule': at(
      () => '/expenses/categories',
      ({ category }) => ({ intent: 'add-rule', id: newId(), merchant: 'depot', categoryId: category }),
      'app.add_merchant_rule',
      ({ organization }) => ['merchant_rules where organization_id = $1', organization.id],
    ),
  },
};
