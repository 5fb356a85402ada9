/** Bytes of one picture. */
export const mostPictureBytes = 2 * 1024 * 1024;
/** Pixels of either side. */
export const longestSide = 4_000;
/** The types of pictures, as a file field names them. */
export const acceptedPictures = 'image/png,image/jpeg,image/gif,image/webp';

/** Why a picture was not taken in. */
export type PictureProblem =
  | 'EMPTY'
  | 'WRONG_TYPE'
  | 'BROKEN'
  | 'TOO_LARGE'
  | 'TOO_WIDE'
  | 'TOO_OFTEN'
  | 'STORAGE_AWAY';

/** The problem in a sentence. */
export function explainPictureProblem(name: string, problem: PictureProblem): string {
  switch (problem) {
    case 'EMPTY':
      return `“${name}” is empty.`;
    case 'WRONG_TYPE':
      return `“${name}” is no PNG, JPEG, GIF or WebP.`;
    case 'BROKEN':
      return `“${name}” is broken, or cut off. Save it again and upload that.`;
    case 'TOO_LARGE':
      return `“${name}” has more than 2 MB. Make it smaller.`;
    case 'TOO_WIDE':
      return `“${name}” is more than ${longestSide.toLocaleString('en-US')} pixels wide or high. Make it smaller.`;
    case 'TOO_OFTEN':
      return `“${name}” was not kept: your organization uploaded 200 pictures within an hour. Try again later.`;
    case 'STORAGE_AWAY':
      return `“${name}” could not be stored just now. Try again in a few minutes.`;
  }
}
