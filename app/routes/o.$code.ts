import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { readTrackingCode } from '~/modules/campaigns/tokens/tracking-codes.server.ts';
import { sendPixel } from '~/modules/campaigns/tracking/answers.server.ts';
import { noteEmailOpen } from '~/modules/campaigns/tracking/commands.server.ts';
import { judgeVisit } from '~/modules/campaigns/tracking/verdicts.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';

export const handle = { readsNoCookies: true } satisfies RouteHandle;

/** The picture of a message that tells of opening. A code that we did not make is none of ours: nothing is asked of the database. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { database, environment } = context;
  const act = readTrackingCode(environment.TRACKING_SECRETS ?? [], params.code ?? '');
  if (act?.purpose !== 'OPEN') throw notFound();
  const judgement = judgeVisit('OPEN', request);
  if (judgement.verdict !== 'HEAD') {
    database.writesWhileReading = true;
    await database.read((handle) => ({ noted: noteEmailOpen(handle, act.deliveryId, judgement) }));
  }
  return sendPixel();
}
