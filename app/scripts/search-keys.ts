/** The event that opens the search over the page, once `palette.ts` is there. */
export const searchEvent = 'lotline-search';

/** Holds the address of `palette.ts`, and the field without script where the page has one. */
const placeSelector = '[data-search]';

let loading: Promise<void> | undefined;

/**
 * Opens the search over the page by "/" or Ctrl K (⌘ K), and by typing into the header's field or clicking it. Its script is loaded
 * when somebody first comes near.
 * @returns ends it
 */
export function listenForSearch(): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('keydown', onKeyDown, { signal });
  document.addEventListener('focusin', onFocus, { signal });
  for (const sign of ['input', 'click']) document.addEventListener(sign, onUse, { signal });
  // Only now the keys do something.
  document.querySelector(`${placeSelector} input`)?.setAttribute('aria-keyshortcuts', '/ Control+K Meta+K');
  document.querySelector(`${placeSelector} kbd`)?.removeAttribute('hidden');
  return () => listening.abort();
}

function onFocus({ target }: Event) {
  // A failure counts where somebody opens it.
  if (isSearchField(target)) load().catch(() => {});
}

function onUse({ target }: Event) {
  if (isSearchField(target)) open();
}

function onKeyDown(event: KeyboardEvent) {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
  const isCommand = (ctrlKey || metaKey) && !altKey && !shiftKey && (key === 'k' || key === 'K');
  const isSlash = key === '/' && !ctrlKey && !metaKey && !altKey && !isTyping(target);
  // What lies over the page is answered first.
  if (event.defaultPrevented || event.isComposing || !(isCommand || isSlash) || hasOpenDialog()) return;
  event.preventDefault();
  open();
}

const hasOpenDialog = () => document.querySelector('dialog[open]:not(.palette)') !== null;

const typedInto = 'input:not([type="checkbox"], [type="radio"]), textarea, select';

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches(typedInto));

const isSearchField = (target: EventTarget | null) =>
  target instanceof HTMLInputElement && target.closest(placeSelector) !== null;

function open() {
  load().then(
    () => document.dispatchEvent(new Event(searchEvent)),
    // Without it, the field still searches.
    () => document.querySelector<HTMLInputElement>(`${placeSelector} input`)?.focus(),
  );
}

function load(): Promise<void> {
  loading ??= new Promise<void>((resolve, reject) => {
    const script = document.createElement('script');
    script.type = 'module';
    script.src = document.querySelector<HTMLElement>(placeSelector)?.dataset.search ?? '';
    script.onload = () => resolve();
    script.onerror = () => {
      loading = undefined;
      script.remove();
      reject(new Error('The search did not load.'));
    };
    document.head.appendChild(script);
  });
  return loading;
}
