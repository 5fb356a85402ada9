import { Miniflare } from 'miniflare';
import { Client } from 'pg';
import { hashFile, makeReceiptFile } from '../../db/seed/expenses/receipts.ts';

/** A receipt of the demo, with what its expense says. */
interface DemoReceipt {
  merchant: string;
  date: string;
  amount: number;
  fileKey: string;
  fileType: string;
  contentHash: string;
}

/**
 * Puts the files of the demo's receipts into the local bucket, where the seed cannot reach. One whose expense was changed
 * before is left out: its file would be another one.
 * @param directory  of the bucket
 */
export async function putDemoReceipts(ownerUrl: string, directory: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client
    .query<DemoReceipt>(
      `select merchant, date::text, amount, file_key as "fileKey", file_type as "fileType", content_hash as "contentHash"
       from receipts join expenses on expenses.id = receipts.expense_id
       where file_name like 'demo-receipt-%' and deleted_at is null`,
    )
    .finally(() => client.end());
  const miniflare = new Miniflare({
    modules: true,
    script: 'export default {};',
    // As wrangler.toml names it.
    r2Buckets: { FILES: 'lotline-files' },
    r2Persist: directory,
    cf: false,
  });
  try {
    const files = await miniflare.getR2Bucket('FILES');
    for (const { fileKey, fileType, contentHash, ...purchase } of rows) {
      const file = makeReceiptFile(purchase);
      if (hashFile(file) === contentHash) await files.put(fileKey, file, { httpMetadata: { contentType: fileType } });
    }
  } finally {
    await miniflare.dispose();
  }
}
