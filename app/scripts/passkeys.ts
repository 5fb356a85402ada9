/**
 * Forms marked `data-passkey` ask a device for a passkey before they are sent: `data-passkey="get"` for a signature, `"create"` for a
 * new one. The attribute `data-options` says what for, and the hidden field `credential` takes the answer. They are shown by this script
 * alone, because nothing of it works without. The form marked `data-autofill` is sent by itself, too, when somebody chooses a passkey
 * among what the browser suggests in a field with `autocomplete="… webauthn"`.
 */

interface Named {
  id: string;
  transports: AuthenticatorTransport[];
}
interface Options {
  challenge: string;
  rpId: string;
  allowCredentials: Named[];
  rp: { id: string; name: string };
  user: { id: string; name: string; displayName: string };
  excludeCredentials: Named[];
}

/** Ends the suggestion of passkeys: a browser asks for one at a time. */
let suggestion: AbortController | undefined;

if ('PublicKeyCredential' in window) {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      const field = form.elements.namedItem('credential');
      if (!(field instanceof HTMLInputElement) || field.value !== '') return;
      event.preventDefault();
      suggestion?.abort();
      void ask(form, field);
    });
    if (form.dataset.autofill !== undefined) void suggest(form);
  }
}

/** Waits for somebody to choose a passkey that the browser suggests. Nobody asked for it, so what fails says nothing. */
async function suggest(form: HTMLFormElement) {
  const field = form.elements.namedItem('credential');
  if (!(field instanceof HTMLInputElement) || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  suggestion = new AbortController();
  const credential = await get(readOptions(form), { mediation: 'conditional', signal: suggestion.signal }).catch(
    () => undefined,
  );
  if (!credential) return;
  field.value = JSON.stringify(credential);
  form.requestSubmit();
}

async function ask(form: HTMLFormElement, field: HTMLInputElement) {
  const say = form.querySelector<HTMLElement>('[data-passkey-message]');
  if (say) say.textContent = 'Follow what your device or browser asks.';
  try {
    const options = readOptions(form);
    const credential = await (form.dataset.passkey === 'create' ? create(options) : get(options));
    if (!credential) throw new Error('There is none.');
    field.value = JSON.stringify(credential);
    form.requestSubmit();
  } catch (error) {
    const isKnown = error instanceof DOMException && error.name === 'InvalidStateError';
    if (say) {
      say.textContent = isKnown
        ? 'This device has a passkey for your account already.'
        : 'No passkey was used. Try again, or go on another way.';
    }
  }
}

function readOptions({ dataset }: HTMLFormElement): Options {
  return JSON.parse(dataset.options ?? '');
}

async function get({ challenge, rpId, allowCredentials }: Options, how: CredentialRequestOptions = {}) {
  const credential = await navigator.credentials.get({
    ...how,
    publicKey: {
      challenge: toBytes(challenge),
      rpId,
      userVerification: 'required',
      allowCredentials: allowCredentials.map(toDescriptor),
    },
  });
  if (!isPasskey(credential) || !(credential.response instanceof AuthenticatorAssertionResponse)) return undefined;
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return describe(credential, {
    clientDataJSON: toText(clientDataJSON),
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: userHandle?.byteLength ? toText(userHandle) : undefined,
  });
}

async function create({ challenge, rp, user, excludeCredentials }: Options) {
  const credential = await navigator.credentials.create({
    publicKey: {
      challenge: toBytes(challenge),
      rp,
      user: { ...user, id: toBytes(user.id) },
      // Ed25519, ECDSA and RSA, as COSE numbers them.
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      attestation: 'none',
      excludeCredentials: excludeCredentials.map(toDescriptor),
    },
  });
  if (!isPasskey(credential) || !(credential.response instanceof AuthenticatorAttestationResponse)) return undefined;
  const { response } = credential;
  return describe(credential, {
    clientDataJSON: toText(response.clientDataJSON),
    attestationObject: toText(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  });
}

const isPasskey = (credential: Credential | null): credential is PublicKeyCredential =>
  credential instanceof PublicKeyCredential;

const describe = ({ id, rawId, type }: PublicKeyCredential, response: object) => ({
  id,
  rawId: toText(rawId),
  type,
  clientExtensionResults: {},
  response,
});

function toDescriptor({ id, transports }: Named): PublicKeyCredentialDescriptor {
  return { type: 'public-key', id: toBytes(id), transports };
}

// Base64url, which older browsers do not know.
function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

function toText(bytes: ArrayBuffer): string {
  const letters = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export {};
