import { randomBytes } from 'node:crypto';
import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { z } from 'zod';
import type { Outcome, Row } from '#db/call-function.server.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { findFormOrganization } from '~/request/form-organization.server.ts';
import { cleanFileName } from '~/services/files/names.ts';
import { FilesUnavailable } from '~/services/files/store.server.ts';
import { detectReceiptType, headLength } from '~/services/files/types.ts';
import { FileTooLarge, type IncomingFile, isMultipart, receiveUpload } from '~/services/files/uploads.server.ts';
import { giveBack, type RefusedForm, readForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { today } from '~/utils/dates.ts';
import { writeDollars } from '~/utils/money.ts';
import type { FiledReceipt } from './commands.server.ts';
import { readKeptFile, writeKeptFile } from './kept-files.server.ts';
import { filledField, keptReceiptField, receiptLimits, receiptsField } from './limits.ts';
import { explainUnadded, type FileProblem } from './outcomes.ts';
import { findReceiptRoom } from './queries.server.ts';
import { type ReceiptFacts, suggestFacts } from './suggestions.ts';

/** More than an expense has places. */
const mostKept = 10;

type Asked = Pick<ActionFunctionArgs, 'request' | 'context'>;

/** The receipts of a form, in the bucket and without rows. */
export interface ReceivedReceipts {
  /** For `addReceipts`, with those that earlier sendings of the form had brought. */
  files: FiledReceipt[];
  /** Why others were not taken in, each a sentence. */
  problems: string[];
}

interface Target {
  /** The expense that is there already. Without it, the form is that of a new one, whose id is its field `id`, in front of the files. */
  expenseId?: string;
  /** Fields of the form that are filled from a receipt where they are empty. */
  fill?: Partial<Record<keyof ReceiptFacts, string>>;
}

/**
 * Takes in the receipts that come with a form, before anything else of its action: `parseForm` gives its texts afterwards. Nothing is in
 * memory but a piece. It asks the database once whether the viewer may add receipts, then each file goes to the bucket; rows are
 * written by the action, with `addReceipts` in its one write, and `settleReceipts` after that. The route says `takesFiles`.
 *
 * A file that came is never lost: where the form is refused, the page carries its name to the next sending (`keptReceiptField`). Where
 * a receipt fills fields that were empty, the form goes back to be looked at before anything is saved.
 * @returns what came, nothing from a form without files; or an answer to give at once
 * @throws as `requireModule`; a 404 where the expense is not there; DatabaseError
 */
export async function receiveReceipts(
  { request, context }: Asked,
  { expenseId, fill }: Target,
): Promise<({ ok: true } & ReceivedReceipts) | RefusedForm> {
  const upload = isMultipart(request) ? await takeFiles({ request, context }, expenseId) : undefined;
  if (!upload) await requireModule({ request, context }, expenses);
  const came = upload?.taken.filter((one) => one !== undefined) ?? [];
  const fresh = came.flatMap((one) => ('key' in one ? [one] : []));
  if (upload && !upload.ok) {
    await removeFiles(context, fresh);
    return upload;
  }
  // The page of a failure sends the form again as texts, the names of its files among them.
  const form = upload?.form ?? (await readForm(request));
  if (!(form instanceof FormData)) return form;
  const { kept, lost } = await collectKept(context, form);
  const read = await Promise.all([...kept, ...fresh].map((file) => readReceipt(context, file)));
  const secrets = context.environment.COOKIE_SECRETS;
  for (const file of fresh) form.append(keptReceiptField, writeKeptFile(file, secrets));
  const filled = fillForm(form, read.slice(kept.length), fill);
  if (filled.length > 0) {
    form.set(filledField, filled.join(' '));
    const message = 'Nothing is saved yet: some fields were read from the receipt. Check them, then save.';
    return { ok: false, answer: giveBack(form, message, 200) };
  }
  return {
    ok: true,
    files: read,
    problems: [...came.flatMap((one) => ('problem' in one ? [one.problem] : [])), ...lost],
  };
}

/** Asks whether receipts may come, and puts those that do into the bucket. */
function takeFiles({ request, context }: Asked, expenseId: string | undefined) {
  let room = { places: 0, bytes: 0 };
  let refusal: Exclude<Outcome<'find_receipt_room'>, 'OPEN'> | undefined;
  let prefix = '';
  return receiveUpload(request, {
    limits: receiptLimits,
    async begin(fields) {
      context.database.formOrganization = findFormOrganization(fields);
      const [{ organization }, { found }] = await Promise.all([
        requireModule({ request, context }, expenses),
        context.database.read((handle) => ({ found: findReceiptRoom(handle, expenseId ?? null) })),
      ]);
      const [asked] = found;
      const id = expenseId === undefined ? z.guid().safeParse(fields.get('id')).data : asked?.ownerId;
      if (!asked || asked.outcome === 'NOT_FOUND' || !id) throw notFound();
      refusal = asked.outcome === 'OPEN' ? undefined : asked.outcome;
      room = { places: asked.places, bytes: Number(asked.bytes) };
      prefix = `receipts/${organization.id}/${id}/`;
    },
    async take(file): Promise<FiledReceipt | { problem: string } | undefined> {
      // What other fields bring is nobody's.
      if (file.field !== receiptsField) return undefined;
      const name = cleanFileName(file.name);
      const full = room.places <= 0 ? 'FULL' : room.bytes <= 0 ? 'NO_ROOM' : undefined;
      const filed = refusal ?? full ?? (await fileReceipt(context.files, prefix, name, file));
      if (typeof filed === 'string') return { problem: explainUnadded(name, filed) ?? '' };
      room = { places: room.places - 1, bytes: room.bytes - filed.size };
      return filed;
    },
  });
}

/** The files that earlier sendings of a form had brought, and a sentence for each that is gone. */
async function collectKept(
  context: Asked['context'],
  form: FormData,
): Promise<{ kept: FiledReceipt[]; lost: string[] }> {
  const kept: FiledReceipt[] = [];
  const lost: string[] = [];
  for (const text of form.getAll(keptReceiptField).slice(0, mostKept)) {
    const file = typeof text === 'string' ? readKeptFile(text, context.environment.COOKIE_SECRETS) : undefined;
    if (!file) continue;
    if (!file.isOver && (await isThere(context, file))) kept.push(file);
    else lost.push(explainUnadded(file.name, 'KEPT_TOO_LONG') ?? '');
  }
  return { kept, lost };
}

/** Puts a file into the bucket, or says why not. */
async function fileReceipt(
  store: ActionFunctionArgs['context']['files'],
  prefix: string,
  name: string,
  { content }: IncomingFile,
): Promise<FiledReceipt | FileProblem> {
  try {
    const { head, whole } = await peek(content);
    if (head.byteLength === 0) return 'EMPTY';
    const type = detectReceiptType(head);
    if (type === undefined) return 'WRONG_TYPE';
    const { key, size, digest } = await store.put(prefix + randomBytes(16).toString('hex'), whole, type);
    return { key, name, type, size, digest };
  } catch (error) {
    if (error instanceof FileTooLarge) return 'TOO_LARGE';
    if (!(error instanceof FilesUnavailable)) throw error;
    console.error(JSON.stringify({ files: error.message }));
    return 'STORAGE_AWAY';
  }
}

/** The beginning of a file, and all of it. */
async function peek(
  content: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; whole: AsyncIterable<Uint8Array> }> {
  const pieces = content[Symbol.asyncIterator]();
  let head = new Uint8Array();
  while (head.byteLength < headLength) {
    const { done, value } = await pieces.next();
    if (done) break;
    const longer = new Uint8Array(head.byteLength + value.byteLength);
    longer.set(head);
    longer.set(value, head.byteLength);
    head = longer;
  }
  async function* all() {
    yield head;
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) yield piece.value;
  }
  return { head, whole: all() };
}

/** Reads what stands on a receipt, if it is of a type that can be read; the file as it is otherwise. */
async function readReceipt(
  { files, receiptReader, requestId }: Asked['context'],
  file: FiledReceipt,
): Promise<FiledReceipt> {
  if (!receiptReader.reads(file.type)) return file;
  const open = await files.get(file.key).catch(() => undefined);
  const text = open && (await receiptReader.read(open.body, requestId));
  // Postgres keeps no NUL.
  if (!text) return file;
  return { ...file, text: text.replaceAll('\0', ''), facts: suggestFacts(text, today()) };
}

/** Whether the file that a page kept is still in the bucket. */
async function isThere({ files }: Asked['context'], { key }: FiledReceipt): Promise<boolean> {
  const open = await files.get(key).catch(() => undefined);
  await open?.body.cancel();
  return open !== undefined;
}

/** Fills empty fields from the first receipt that tells them; returns their names. */
function fillForm(form: FormData, read: readonly FiledReceipt[], fill: Target['fill'] = {}): string[] {
  const values = {
    merchant: read.find(({ facts }) => facts?.merchant)?.facts?.merchant,
    date: read.find(({ facts }) => facts?.date)?.facts?.date,
    total: read.find(({ facts }) => facts?.total)?.facts?.total,
  };
  const texts = { ...values, total: values.total === undefined ? undefined : writeDollars(values.total) };
  const isFact = (name: string): name is keyof ReceiptFacts => name in texts;
  return Object.entries(fill).flatMap(([fact, field]) => {
    const text = isFact(fact) ? texts[fact] : undefined;
    const typed = form.getAll(field);
    if (text === undefined || typed.length !== 1 || typeof typed[0] !== 'string' || typed[0].trim() !== '') return [];
    form.set(field, text);
    return [field];
  });
}

/**
 * Ends an action that saved its expense: removes the files of the receipts that were not added. Where the expense was not saved, the form
 * goes back and carries its files; this is not called then.
 * @param added  as the database answered `addReceipts`
 * @returns a sentence for each receipt that the expense does not have now
 */
export async function settleReceipts(
  context: Asked['context'],
  { files, problems }: ReceivedReceipts,
  added: readonly Row<'add_receipts'>[],
): Promise<string[]> {
  const outcomes = new Map(added.map(({ key, outcome }) => [key, outcome]));
  const refused = files.filter(({ key }) => outcomes.get(key) !== 'ADDED');
  await removeFiles(context, refused);
  return [
    ...problems,
    ...refused.flatMap(({ key, name }) => explainUnadded(name, outcomes.get(key) ?? 'NOT_FOUND') ?? []),
  ];
}

/** Removes files that have no row. Where that fails, the sweep does it a day later. */
async function removeFiles({ files, requestId }: Asked['context'], refused: readonly FiledReceipt[]): Promise<void> {
  if (refused.length === 0) return;
  try {
    await files.delete(refused.map(({ key }) => key));
  } catch (error) {
    console.error(JSON.stringify({ requestId, files: String(error) }));
  }
}
