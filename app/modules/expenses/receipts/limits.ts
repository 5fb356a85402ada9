const megabyte = 1024 * 1024;

/** The most of one post, of one file and of one expense. The database holds to the last two as well. */
export const receiptLimits = { files: 3, bytes: 25 * megabyte, fileBytes: 10 * megabyte, ofExpense: 5 } as const;

/** The field that receipts are chosen in. */
export const receiptsField = 'receipts';

/** The hidden field of files that came with a form that was refused: they are kept for its next sending. */
export const keptReceiptField = 'receiptKey';

/** The hidden field that names the fields that were filled from a receipt. */
export const filledField = 'receiptFilledKey';

/** What the file control takes; phones offer the camera and turn HEIC into JPEG. */
export const acceptedTypes = 'image/jpeg,image/png,image/webp,application/pdf';
