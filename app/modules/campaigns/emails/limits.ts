/** Bytes of the editor's form without its pictures: 200 kB of blocks, each byte written as three where a browser encodes them. */
export const editorFormBytes = 700_000;
