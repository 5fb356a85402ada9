import { z } from 'zod';
import { lineOfText } from '~/services/form-values.ts';
import { parseJson } from '~/utils/json.ts';

// What a browser says of a passkey, as `app/scripts/passkeys.ts` puts it into a form.

const message = 'Your browser sent no passkey. Try it again.';
const base64url = z.string().regex(/^[\w-]{1,4000}$/);
const shared = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
};

const registration = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    // Browsers go on inventing them; they are only given back to browsers.
    transports: z.array(z.string().regex(/^[a-z-]{1,20}$/)).max(8),
  }),
});

const assertion = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});

/** A passkey that a device has made. */
export type Registration = z.infer<typeof registration>;
/** A signature by a passkey. */
export type Assertion = z.infer<typeof assertion>;

const jsonOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string({ error: message })
    .max(12_000, message)
    .transform((text, context): z.output<Schema> => {
      const parsed = schema.safeParse(parseJson(text));
      if (parsed.success) return parsed.data;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });

/** The field of a form that adds a passkey. */
export const registrationField = jsonOf(registration);
/** The field of a form that a passkey signs. */
export const assertionField = jsonOf(assertion);

/** A name for a passkey, so that people tell theirs apart. */
export const passkeyName = lineOfText('a name, such as the device it is on', 80);

const clientData = z.object({ challenge: z.string() });

/** The challenge that a passkey has signed; empty where that cannot be read. */
export function readChallenge({ response }: Registration | Assertion): string {
  const text = Buffer.from(response.clientDataJSON, 'base64url').toString();
  return clientData.safeParse(parseJson(text)).data?.challenge ?? '';
}
