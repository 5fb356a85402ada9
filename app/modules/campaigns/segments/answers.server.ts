import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { changedMeanwhile } from '../contacts/entry.ts';
import { deleteSegment, saveSegment } from './commands.server.ts';
import { addRule, readDraftForm, removeRule, type SegmentDraft } from './draft.ts';
import { countSegment } from './queries.server.ts';
import { writeCount } from './rules.ts';
import { countSchema, segmentSchema } from './schema.ts';

type Args = Pick<LoaderFunctionArgs, 'request' | 'context'>;

export const segmentsPath = '/campaigns/contacts/segments';

/** The form drawn once more, as it was typed or with other rules. Nothing was saved. */
interface Redrawn {
  draft: SegmentDraft;
  /** What its rules find; null where nobody asked. */
  counted: string | null;
}

const needsGrowth = 'Rules about what people received, opened or clicked need the plan GROWTH.';
const notUnderstood = 'These rules are not understood. Reload the page and put them together again.';

/**
 * Does what a button of a segment's form says: the rule buttons redraw the form and write nothing.
 * @param form  the form as it was sent
 * @param id  of the segment that the page shows; null for a new one
 */
export async function answerSegmentForm(args: Args, form: FormData, id: string | null) {
  const intent = form.get('intent');
  if (intent === 'count') return await count(args, form);
  if (intent === 'delete' && id !== null) return await remove(args, id);
  const redrawn = redraw(form, intent);
  return redrawn ?? (await save(args, form, id));
}

function redraw(form: FormData, intent: unknown): Redrawn | undefined {
  const draft = readDraftForm(form);
  if (intent === 'add-rule') return { draft: addRule(draft, form.get('newRule')), counted: null };
  const [, place] = /^remove-rule-(\d{1,2})$/.exec(typeof intent === 'string' ? intent : '') ?? [];
  return place === undefined ? undefined : { draft: removeRule(draft, Number(place)), counted: null };
}

async function count({ request, context }: Args, form: FormData) {
  const parsed = await parseForm(form, countSchema);
  if (!parsed.ok) return parsed.answer;
  const { viewer, counted } = await context.database.read((handle) => ({
    counted: countSegment(handle, parsed.value),
  }));
  requireViewer(viewer, request);
  const { outcome, contacts } = counted[0] ?? {};
  switch (outcome) {
    case 'COUNTED':
      return { draft: readDraftForm(form), counted: writeCount(contacts ?? 0) } satisfies Redrawn;
    case 'NEEDS_GROWTH':
      return parsed.refuse(needsGrowth, 403);
    case 'NOT_UNDERSTOOD':
      return parsed.refuse(notUnderstood);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function save({ request, context }: Args, form: FormData, id: string | null) {
  const parsed = await parseForm(form, segmentSchema);
  if (!parsed.ok) return parsed.answer;
  const { value: segment, refuse } = parsed;
  // The address says which segment it is, whatever a changed form says.
  if (id !== null && (segment.id !== id || segment.version === null)) throw notFound();
  const { viewer, saved } = await context.database.write((handle) => ({
    saved: saveSegment(handle, id === null ? { ...segment, version: null } : segment),
  }));
  requireViewer(viewer, request);
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(context, `${segmentsPath}/${segment.id}`, 'The segment is saved.');
    case 'CHANGED':
      return refuse(changedMeanwhile, 409);
    case 'TAKEN':
      return refuse({ name: 'Enter another name: a segment has this one already.' }, 409);
    case 'NEEDS_GROWTH':
      return refuse(needsGrowth, 403);
    case 'NOT_UNDERSTOOD':
      return refuse(notUnderstood);
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function remove({ request, context }: Args, id: string) {
  const { viewer, deleted } = await context.database.write((handle) => ({ deleted: deleteSegment(handle, id) }));
  requireViewer(viewer, request);
  if (deleted[0]?.outcome !== 'DELETED') throw notFound();
  return redirectWithToast(context, segmentsPath, 'The segment is deleted. Its contacts are still there.');
}
