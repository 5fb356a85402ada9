/** Pictures of one tool. The database has the same number. */
export const mostPictures = 6;
/** Bytes of one file. */
export const mostPictureBytes = 2 * 1024 * 1024;
/** Pixels of either side. */
export const longestSide = 4_000;
/** The width, in pixels, of the pictures that the browser makes of a larger one. */
export const largeWidth = 1_600;
export const smallWidth = 800;

/** Why a picture was not taken in. */
export type PictureProblem = 'EMPTY' | 'WRONG_TYPE' | 'BROKEN' | 'TOO_LARGE' | 'TOO_WIDE' | 'STORAGE_AWAY';

/** The problem in a sentence. */
export function explainPictureProblem(problem: PictureProblem): string {
  switch (problem) {
    case 'EMPTY':
      return 'This file is empty. Choose another one.';
    case 'WRONG_TYPE':
      return 'Choose a WebP or AVIF. Without script, your browser makes none of a PNG or JPEG.';
    case 'BROKEN':
      return 'This picture is broken, or cut off. Save it again and upload that.';
    case 'TOO_LARGE':
      return 'This picture has more than 2 MB. Make it smaller.';
    case 'TOO_WIDE':
      return `This picture is more than ${longestSide.toLocaleString('en-US')} pixels wide or high. Make it smaller.`;
    case 'STORAGE_AWAY':
      return 'The picture could not be stored just now. Try again in a few minutes.';
  }
}
