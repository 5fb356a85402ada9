import { type Cookie, createCookie } from '@remix-run/cloudflare';
import { z } from 'zod';
import { tokenSchema } from './tokens.server.ts';

/** A line of a guest's cart: the item's id and its price in cents when it was added. */
export interface GuestCartLine {
  id: string;
  price: number;
}
export interface GuestCart {
  tools: GuestCartLine[];
  bundles: GuestCartLine[];
}
/** A message for the next page, shown once. */
export interface ToastMessage {
  kind: 'success' | 'notice' | 'error';
  message: string;
}

/** The fields that were typed into a form that its sender has to send again, by name: once they are signed in, or have shown who they are. */
export type FormDraft = Record<string, string>;

const lineSchema = z.tuple([z.guid(), z.number().int().min(0)]);
const guestCartSchema = z.object({ t: z.array(lineSchema), b: z.array(lineSchema) });
const toastSchema = z.object({ kind: z.enum(['success', 'notice', 'error']), message: z.string().max(500) });

const destinationSchema = z.string().max(500);

/** Characters that a draft can hold of a field. A cookie holds 4 kB: a browser keeps no draft that is longer. */
export const longestDraftText = 1000;
const draftSchema = z.record(z.string().max(40), z.string().max(longestDraftText));

const days = 24 * 60 * 60;

/** How long a session can last at most; the database ends it too. */
const sessionLifetimeInSeconds = 30 * days;

/** A cookie's value; undefined when there is none, or when it is not one of ours: browsers can send anything. */
async function read<Value>(
  cookie: Cookie,
  schema: z.ZodType<Value>,
  header: string | null,
): Promise<Value | undefined> {
  if (!header?.includes(cookie.name)) return undefined;
  try {
    return schema.safeParse(await cookie.parse(header)).data;
  } catch {
    // The signature is not even base64.
    return undefined;
  }
}

/** How long a browser is known to an account that it does not sign in to. Browsers keep no cookie longer. */
const deviceLifetimeInSeconds = 180 * days;

const deviceCookie = '__Host-device';
const destinationCookie = '__Host-destination';

/**
 * Whether somebody may be known by these cookies. Those that say which browser it is, and where it was going, do not count: only
 * signing in reads them, and no kept page is another one for them.
 */
export function holdsCookies(header: string | null): boolean {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.some(
    (pair) => pair !== '' && !pair.startsWith(`${deviceCookie}=`) && !pair.startsWith(`${destinationCookie}=`),
  );
}

/** Readers and writers of the cookies of this site. */
export type Cookies = ReturnType<typeof createCookies>;

/**
 * The cookies of this site. `__Host-` ties each to exactly this host over HTTPS. A cookie that is a bare random token needs no
 * signature; the others carry content and are signed.
 */
export function createCookies(secrets: string[]) {
  const shared = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;
  const session = createCookie('__Host-session', { ...shared, maxAge: sessionLifetimeInSeconds });
  const guestCart = createCookie('__Host-cart', { ...shared, secrets, maxAge: 60 * days });
  const toast = createCookie('__Host-toast', { ...shared, secrets, maxAge: 60 });
  const draft = createCookie('__Host-draft', { ...shared, secrets, maxAge: 10 * 60 });
  const device = createCookie(deviceCookie, { ...shared, maxAge: deviceLifetimeInSeconds });
  const pending = createCookie('__Host-pending', { ...shared, maxAge: 10 * 60 });
  const mailedSignIn = createCookie('__Host-sign-in', { ...shared, maxAge: 15 * 60 });
  const destination = createCookie(destinationCookie, { ...shared, secrets, maxAge: 30 * 60 });
  const expired = { maxAge: 0 };

  return {
    readSessionToken: (header: string | null) => read(session, tokenSchema, header),
    writeSessionToken: (token: string) => session.serialize(token),
    clearSessionToken: () => session.serialize('', expired),

    /** Which browser it is, to the accounts that were signed in to with it. */
    readDeviceToken: (header: string | null) => read(device, tokenSchema, header),
    writeDeviceToken: (token: string) => device.serialize(token),

    /** A sign-in that waits for a second factor. */
    readPendingToken: (header: string | null) => read(pending, tokenSchema, header),
    writePendingToken: (token: string) => pending.serialize(token),
    clearPendingToken: () => pending.serialize('', expired),

    /** The browser that asked for a mail to sign in with. */
    readMailedSignIn: (header: string | null) => read(mailedSignIn, tokenSchema, header),
    writeMailedSignIn: (token: string) => mailedSignIn.serialize(token),
    clearMailedSignIn: () => mailedSignIn.serialize('', expired),

    /** The page to go on to once somebody is signed in, where its address holds a token: no query of another address names it. */
    readDestination: (header: string | null) => read(destination, destinationSchema, header),
    writeDestination: (address: string) => destination.serialize(address),
    clearDestination: () => destination.serialize('', expired),

    async readGuestCart(header: string | null): Promise<GuestCart> {
      const cart = await read(guestCart, guestCartSchema, header);
      const toLine = ([id, price]: [string, number]) => ({ id, price });
      return { tools: cart?.t.map(toLine) ?? [], bundles: cart?.b.map(toLine) ?? [] };
    },
    writeGuestCart(cart: GuestCart) {
      // Pairs instead of objects: a cookie holds 4 kB.
      const toPair = ({ id, price }: GuestCartLine) => [id, price];
      return guestCart.serialize({ t: cart.tools.map(toPair), b: cart.bundles.map(toPair) });
    },
    clearGuestCart: () => guestCart.serialize('', expired),

    readToast: (header: string | null): Promise<ToastMessage | undefined> => read(toast, toastSchema, header),
    writeToast: (message: ToastMessage) => toast.serialize(message),
    clearToast: () => toast.serialize('', expired),

    readDraft: (header: string | null): Promise<FormDraft | undefined> => read(draft, draftSchema, header),
    writeDraft: (fields: FormDraft) => draft.serialize(fields),
    clearDraft: () => draft.serialize('', expired),
  };
}
