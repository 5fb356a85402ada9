import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { readTrackingCode } from '~/modules/campaigns/tokens/tracking-codes.server.ts';
import { leadTo } from '~/modules/campaigns/tracking/answers.server.ts';
import { findEmailLink, followEmailLink } from '~/modules/campaigns/tracking/commands.server.ts';
import { judgeVisit } from '~/modules/campaigns/tracking/verdicts.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';

export const handle = { readsNoCookies: true } satisfies RouteHandle;

/** A link of a message. It leads where the email says, and nothing in its own address can change that. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { database, environment } = context;
  const act = readTrackingCode(environment.TRACKING_SECRETS ?? [], params.code ?? '');
  if (act?.purpose !== 'LINK') throw notFound();
  const { deliveryId, link } = act;
  const judgement = judgeVisit('CLICK', request);
  const counts = judgement.verdict !== 'HEAD';
  database.writesWhileReading = counts;
  const { found } = await database.read((handle) => ({
    found: counts ? followEmailLink(handle, deliveryId, link, judgement) : findEmailLink(handle, deliveryId, link),
  }));
  const answer = leadTo(found[0]?.value ?? '');
  if (!answer) throw notFound();
  return answer;
}
