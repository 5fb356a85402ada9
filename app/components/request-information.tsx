import { createContext, useContext } from 'react';

const Context = createContext<{ nonce: string | undefined; requestId: string | undefined }>({
  nonce: undefined,
  requestId: undefined,
});

/** Provided on the server only; the browser has no use for either. */
export const RequestInformation = Context.Provider;

/** The script nonce and the id of the request being rendered. */
export function useRequestInformation() {
  return useContext(Context);
}
