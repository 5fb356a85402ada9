type TwitterText = typeof import('./twitter-text.ts');

// Where the Worker has it. Bundlers pull in whatever stands in the import itself.
const besideWorker = './twitter-text.js';
let loaded: TwitterText | undefined;

/** Loads what measures texts for X, once. */
export async function loadTweetMeasure(): Promise<TwitterText['measureTweet']> {
  if (loaded) return loaded.measureTweet;
  const file: TwitterText = import.meta.env.PROD
    ? await import(/* @vite-ignore */ besideWorker)
    : await import('./twitter-text.ts');
  loaded = file;
  return file.measureTweet;
}
