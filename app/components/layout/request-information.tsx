import { createContext, type ReactNode, useContext } from 'react';

interface Information {
  nonce: string | undefined;
  requestId: string | undefined;
  /** Stands in place of the page while the database cannot be reached. */
  failure: ReactNode;
  /** Takes what belongs into the next hole of the page, where it is made for everybody; undefined where it is made for its viewer. */
  leaveHole?: ((content: ReactNode) => void) | undefined;
}

const Context = createContext<Information>({ nonce: undefined, requestId: undefined, failure: undefined });

/** The server alone provides it; the browser needs none of it. */
export const RequestInformation = Context.Provider;

/** The script nonce and the id of the request that is rendered, and the failure it met. */
export function useRequestInformation() {
  return useContext(Context);
}
