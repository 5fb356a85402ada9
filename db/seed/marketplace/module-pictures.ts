import { readFile } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { z } from 'zod';
import * as schema from '../../schema/index.ts';

type Transaction = Parameters<Parameters<NodePgDatabase<typeof schema>['transaction']>[0]>[0];

const modulePicture = z.strictObject({
  /** Of the tool. */
  slug: z.string(),
  position: z.int(),
  alt: z.string(),
  /** Below `public`. */
  address: z.string(),
  width: z.int(),
  height: z.int(),
  smallAddress: z.string(),
  smallWidth: z.int(),
});

/** A picture that comes with the product. */
export type ModulePicture = z.infer<typeof modulePicture>;

/** The pictures of the modules, as `npm run pictures:modules` made them. */
export async function readModulePictures(): Promise<ModulePicture[]> {
  const text = await readFile(new URL('./module-pictures.json', import.meta.url), 'utf8');
  return z.array(modulePicture).parse(JSON.parse(text));
}

/**
 * Gives the tools of the modules the pictures that come with the product, in the place of older ones of them; pictures that somebody uploaded
 * stay as they are, and a tool that has such gets none.
 * @returns whether anything was changed
 */
export async function seedModulePictures(transaction: Transaction): Promise<boolean> {
  const pictures = await readModulePictures();
  let hasChanged = false;
  for (const slug of new Set(pictures.map((picture) => picture.slug))) {
    const wanted = pictures.filter((picture) => picture.slug === slug);
    const [tool] = await transaction
      .select({ id: schema.marketplaceTools.id })
      .from(schema.marketplaceTools)
      .where(eq(schema.marketplaceTools.slug, slug));
    if (!tool) continue;
    const isOfTool = eq(schema.toolPictures.toolId, tool.id);
    const present = await transaction
      .select({ address: schema.toolPictures.address })
      .from(schema.toolPictures)
      .where(isOfTool);
    if (present.some(({ address }) => !address.startsWith('/pictures/'))) continue;
    // Where only some are there, somebody took the others out.
    const isCurrent =
      present.length > 0 && present.every(({ address }) => wanted.some((one) => one.address === address));
    if (isCurrent) continue;
    await transaction.delete(schema.toolPictures).where(isOfTool);
    await transaction
      .insert(schema.toolPictures)
      .values(wanted.map(({ slug: _, ...picture }) => ({ ...picture, toolId: tool.id })));
    hasChanged = true;
  }
  return hasChanged;
}
