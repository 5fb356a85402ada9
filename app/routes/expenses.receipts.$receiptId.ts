import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { z } from 'zod';
import { expenses } from '~/modules/expenses/module.ts';
import { removeReceipt, restoreReceipt } from '~/modules/expenses/receipts/commands.server.ts';
import { explainUnchanged } from '~/modules/expenses/receipts/outcomes.ts';
import { findReceiptFile } from '~/modules/expenses/receipts/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { serveFile } from '~/services/files/serve.server.ts';
import { staleButton } from '~/services/form-values.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, pageOfForm, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';

/** The file of a receipt. */
export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.receiptId);
  const [, { found }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ found: findReceiptFile(handle, id) })),
  ]);
  const [file] = found;
  if (!file) throw notFound();
  return serveFile(args.context.files, file);
}

const commandSchema = z.object({ intent: z.enum(['remove-receipt', 'restore-receipt'], staleButton) });

/** Takes the receipt off its expense, or gives it back. */
export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.receiptId);
  const form = await parseForm(args.request, commandSchema);
  if (!form.ok) throw notFound();
  await requireModule(args, expenses);
  const { changed } = await args.context.database.write((handle) => ({
    changed: form.value.intent === 'remove-receipt' ? removeReceipt(handle, id) : restoreReceipt(handle, id),
  }));
  const [{ outcome, expenseId } = { outcome: 'NOT_FOUND' as const, expenseId: null }] = changed;
  const address = pageOfForm(args.request) ?? `/expenses/${expenseId}`;
  if (outcome === 'REMOVED' || outcome === 'RESTORED') return redirect(address);
  const problem = explainUnchanged(outcome);
  if (problem === null || expenseId === null) throw notFound();
  return redirectWithToast(args.context, address, { kind: 'error', message: problem });
}
