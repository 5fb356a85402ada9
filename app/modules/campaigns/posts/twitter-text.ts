// A module of its own beside the Worker: the rules of X with the libraries they bring are a thirtieth of what a Worker may start with.
import twitterText from 'twitter-text';

/**
 * The length of a text on X, by the weights of twitter-text 3: most letters of Latin count once, others and emoji twice, a link 23.
 * @returns characters, of which X takes 280
 */
export const measureTweet = (text: string): number => twitterText.parseTweet(text).weightedLength;
