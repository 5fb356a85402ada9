import { z } from 'zod';
import { lineOfText, staleButton } from '~/services/form-values.ts';

const area = lineOfText('an area', 120);

/** Forms that follow an area or stop: by its key, or by what somebody typed. */
export const watchSchema = z.discriminatedUnion(
  'intent',
  [z.object({ intent: z.literal('watch'), area }), z.object({ intent: z.literal('unwatch'), area })],
  { error: staleButton },
);
