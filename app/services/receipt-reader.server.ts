import { z } from 'zod';

/** Reads what stands on a receipt. */
export interface ReceiptReader {
  /** Whether it reads files of this type. */
  reads(type: string): boolean;
  /**
   * The text of a file, of its first pages; undefined where it has none, is encrypted or broken, or takes too long. Tried once.
   * @param requestId  for the log
   */
  read(file: ReadableStream<Uint8Array>, requestId: string): Promise<string | undefined>;
}

const timeLimitInMilliseconds = 8_000;
const answerSchema = z.object({ text: z.string().max(20_000) });

/**
 * Reads PDFs by the Worker of `app/receipt-reader`, so that a file made to do harm takes down nothing but that. Photos are not read.
 * @param worker  undefined where none is bound: then nothing is read
 */
export function createReceiptReader(worker: Fetcher | undefined): ReceiptReader {
  return {
    reads: (type) => worker !== undefined && type === 'application/pdf',
    async read(file, requestId) {
      try {
        const answer = await worker?.fetch('https://receipt-reader.internal/', {
          method: 'POST',
          body: file,
          signal: AbortSignal.timeout(timeLimitInMilliseconds),
        });
        if (!answer) return undefined;
        const body: unknown = await answer.json();
        const parsed = answerSchema.safeParse(body);
        if (parsed.success) return parsed.data.text.trim() || undefined;
        console.log(JSON.stringify({ requestId, receiptReader: body }));
      } catch (error) {
        // Out of memory or time, or away. A receipt that is not read is filed all the same.
        console.error(JSON.stringify({ requestId, receiptReader: String(error) }));
      }
      return undefined;
    },
  };
}
