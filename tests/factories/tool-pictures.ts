import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';

/** A WebP of one pixel that browsers show. */
const pixel = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');

/** A WebP that says it has these sides. Its pixels are not there, so no browser shows it. */
export function webp(width: number, height: number): Buffer {
  const bytes = Buffer.from(pixel);
  bytes.writeUInt16LE(width, 26);
  bytes.writeUInt16LE(height, 28);
  return bytes;
}

/** A file as it comes with a form. */
export const fileOf = (bytes: Buffer, name = 'picture.webp', type = 'image/webp') =>
  new File([new Uint8Array(bytes)], name, { type });

/** A picture of a tool, without its files; returns its id. */
export async function createToolPicture(
  sql: Client,
  toolId: string,
  { alt = 'A map with prices', position = 0 }: { alt?: string; position?: number } = {},
): Promise<string> {
  const id = randomUUID();
  const address = () => `/p/${randomBytes(16).toString('hex')}`;
  await sql.query(
    `insert into tool_pictures (id, tool_id, position, alt, address, width, height, small_address, small_width)
     values ($1, $2, $3, $4, $5, 1600, 1000, $6, 800)`,
    [id, toolId, position, alt, address(), address()],
  );
  return id;
}
