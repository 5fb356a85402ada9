import type { RequestContext } from '~/load-context.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { isLocalTime, resolveLocalTime } from '~/services/zoned-times.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import type { Refuse } from '../refusals.server.ts';
import { findCampaignSettings } from '../settings/queries.server.ts';
import { changedMeanwhile } from '../typed-form.ts';
import { publishContent, saveContent } from './commands.server.ts';
import { contentAddress } from './labels.ts';
import type { TypedContent } from './schema.ts';

/** Saves a piece as it was typed, publishes it where that was asked, and leads to its page. */
export async function answerTypedContent(context: RequestContext, refuse: Refuse, typed: TypedContent) {
  const outcome = typed.intent === 'publish' ? await publish(context, typed) : await save(context, typed);
  const page = `${contentAddress}/${typed.id}`;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(context, page, 'The content is saved.');
    case 'PUBLISHED':
      return redirectWithToast(context, page, 'The content is published.');
    case 'NO_TIME':
      return refuse({ publishAt: 'Enter a day and time that exist, or leave it empty.' }, 422);
    case 'EMPTY':
      return refuse({ body: 'Write something before you publish it.' }, 422);
    case 'SLUG_TAKEN':
      return refuse({ slug: 'Other content of yours has this address. Enter another one.' }, 422);
    case 'ARCHIVED':
      return refuse('Nothing was saved: it is archived. Take it back first.', 409);
    case 'CHANGED':
      return refuse(changedMeanwhile, 409);
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function save({ database }: RequestContext, typed: TypedContent) {
  const { saved } = await database.write((handle) => ({ saved: saveContent(handle, typed) }));
  return saved[0]?.outcome;
}

async function publish({ database }: RequestContext, typed: TypedContent) {
  const { publishAt } = typed;
  if (publishAt !== undefined && !isLocalTime(publishAt)) return 'NO_TIME' as const;
  const { settings } = await database.read((handle) => ({ settings: findCampaignSettings(handle) }));
  const timeZone = settings[0]?.timeZone;
  if (timeZone === undefined) return 'NOT_FOUND' as const;
  const publishedAt = publishAt === undefined ? null : resolveLocalTime(publishAt, timeZone);
  const { published } = await database.write((handle) => ({ published: publishContent(handle, typed, publishedAt) }));
  return published[0]?.outcome;
}
