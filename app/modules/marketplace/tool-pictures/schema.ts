import { z } from 'zod';
import { incompletePage, lineOfText } from '~/services/form-values.ts';
import { mostPictures } from './limits.ts';

const id = z.guid(incompletePage);
const alt = lineOfText('what the picture shows', 200);

/** Schemas of the forms of a tool's pictures. */
export const pictureCommandSchema = z.discriminatedUnion('intent', [
  // The page makes the id, so that sending the form twice adds one picture.
  z.object({ intent: z.literal('add'), id, alt }),
  z.object({ intent: z.literal('describe'), id, alt }),
  z.object({
    intent: z.literal('move'),
    id,
    // Where to, and not how far, so that sending the form twice moves it once.
    position: z.coerce
      .number(incompletePage)
      .int(incompletePage)
      .min(0, incompletePage)
      .max(mostPictures, incompletePage),
  }),
  // The picture beside it, where the page goes on.
  z.object({ intent: z.literal('remove'), id, next: id.optional() }),
]);
export type PictureCommand = z.infer<typeof pictureCommandSchema>;
