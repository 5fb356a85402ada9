/** The fewest letters that are searched by: what begins with one letter is too much to be of use. */
export const shortestQuery = 2;
