/**
 * Stands in the Worker for `react-dom`, which the router imports for this one function and which is 130 kB that render nothing there
 * (`react-dom/server` does). Nothing is rendered again on a server, so nothing has to be written out first.
 */
export const flushSync = <Result>(work: () => Result): Result => work();
