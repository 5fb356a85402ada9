/**
 * Follows what is typed into a form: half a second after the last change it is sent to its button `data-follow`, and of the answer only
 * the element that the button names takes its place on the page. Without this script the button does the same when it is pressed.
 */

const restInMilliseconds = 500;

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-follow]')) {
  const { form } = button;
  const place = document.getElementById(button.dataset.follow ?? '');
  if (!form || !place) continue;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;
  const show = async () => {
    asking?.abort();
    asking = new AbortController();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form, button)) if (typeof value === 'string') body.append(name, value);
    try {
      const response = await fetch(location.href, { method: 'POST', body, signal: asking.signal });
      const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
      const newer = answer.getElementById(place.id);
      if (response.ok && newer) place.replaceChildren(...newer.childNodes);
    } catch {
      // Asked anew meanwhile, or the line is down: the next change asks again.
    }
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(show, restInMilliseconds);
  };
  form.addEventListener('input', wait);
  // What is being sent needs no preview any more.
  form.addEventListener('submit', () => clearTimeout(timer));
  button.hidden = true;
}

export {};
