import { z } from 'zod';

const place = z.object({
  madeAt: z.iso.datetime({ precision: 6 }),
  id: z.guid(),
});

/** Where the next page of a list begins, as its address says it: behind this report. */
export function writePlace({ madeAt, id }: z.infer<typeof place>): string {
  return `${madeAt}_${id}`;
}

/** Reads that back; undefined for anything else, which is the first page. */
export function readPlace(text: string | null): z.infer<typeof place> | undefined {
  const [madeAt, id] = text?.split('_') ?? [];
  return place.safeParse({ madeAt, id }).data;
}
