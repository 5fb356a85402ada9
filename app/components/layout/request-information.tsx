import { createContext, type ReactNode, useContext } from 'react';

interface Information {
  nonce: string | undefined;
  requestId: string | undefined;
  /** What stands in place of the page while the database is away. */
  failure: ReactNode;
}

const Context = createContext<Information>({ nonce: undefined, requestId: undefined, failure: undefined });

/** Provided on the server only; the browser has no use for any of it. */
export const RequestInformation = Context.Provider;

/** The script nonce and the id of the request being rendered, and the failure it met. */
export function useRequestInformation() {
  return useContext(Context);
}
