import { createHash } from 'node:crypto';
import type { TaxFigures } from './figures.ts';

/**
 * SHA-256, hex, of a year's figures with their sources. An estimate keeps it, so that a corrected figure shows.
 * The order of the keys is the order of the declaration, so the same figures always have the same digest.
 */
export function digestFigures(figures: TaxFigures): string {
  return createHash('sha256').update(JSON.stringify(figures)).digest('hex');
}
