/**
 * Follows what is typed into a form with a preview: half a second after the last change, the form is sent to its button `data-live-preview`,
 * whose target is a frame of the page. The focus stays where it is. Without this script the button does the same when it is pressed.
 */

const restInMilliseconds = 500;

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-live-preview]')) {
  const { form } = button;
  if (!form) continue;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    // A file would be sent again and again before it is kept.
    const files = form.querySelectorAll<HTMLInputElement>('input[type="file"]');
    if (![...files].some((input) => input.files?.length)) form.requestSubmit(button);
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(show, restInMilliseconds);
  };
  form.addEventListener('input', wait);
  form.addEventListener('submit', ({ submitter }) => {
    clearTimeout(timer);
    if (submitter instanceof HTMLButtonElement && submitter.formTarget) renewFrame(submitter.formTarget);
  });
  // The page shows what was typed, and the frame what is saved.
  if (button.dataset.livePreview === 'changed') wait();
}

let frames = 0;

/**
 * Puts a new frame in place of the one of a name, once it has loaded. The first page of a frame is no step back in the history of the tab, and
 * every other one would be. Each has a name of its own: browsers still send to the old one after its attribute is gone.
 */
function renewFrame(name: string) {
  const old = document.querySelector<HTMLIFrameElement>(`iframe[name="${name}"]`);
  // A new one is on its way already, and is asked for another page.
  if (!old || old.hidden) return;
  const frame = document.createElement('iframe');
  for (const { name: attribute, value } of old.attributes)
    if (!['src', 'loading', 'name', 'title'].includes(attribute)) frame.setAttribute(attribute, value);
  frames += 1;
  frame.name = `${name.replace(/-\d+$/, '')}-${frames}`;
  for (const button of document.querySelectorAll<HTMLButtonElement>(`button[formtarget="${name}"]`))
    button.formTarget = frame.name;
  frame.hidden = true;
  old.insertAdjacentElement('afterend', frame);
  // Only now: browsers say of a frame that was just put in that it has loaded, too.
  frame.addEventListener('load', () => {
    if (!frame.hidden) return;
    frame.hidden = false;
    old.remove();
    frame.title = old.title;
  });
}

export {};
