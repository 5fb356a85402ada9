/**
 * Forms with files, marked `data-upload`: files can be dropped onto them, and a bar shows how far they are sent. The answer takes the place
 * of the page, as it would without script. Where anything goes wrong, the form is sent the ordinary way.
 */

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) {
  const control = form.querySelector<HTMLInputElement>('input[type="file"]');
  const progress = form.querySelector('progress');
  if (!control || !progress) continue;
  form.addEventListener('dragover', (event) => event.preventDefault());
  form.addEventListener('drop', (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    control.files = event.dataTransfer.files;
    control.focus();
  });
  form.addEventListener('submit', (event) => {
    if (!control.files?.length || event.defaultPrevented || 'ordinary' in form.dataset) return;
    event.preventDefault();
    send(form, event.submitter, progress);
  });
}

function send(form: HTMLFormElement, submitter: HTMLElement | null, progress: HTMLProgressElement) {
  const button = submitter instanceof HTMLButtonElement ? submitter : null;
  const request = new XMLHttpRequest();
  const setPending = (isPending: boolean) => {
    progress.hidden = !isPending;
    progress.removeAttribute('value');
    if (button) button.disabled = isPending;
  };
  const sendOrdinarily = () => {
    setPending(false);
    form.dataset.ordinary = '';
    form.requestSubmit(button);
  };
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    progress.value = loaded / total;
  });
  request.addEventListener('error', sendOrdinarily);
  request.addEventListener('load', () => {
    if (!request.getResponseHeader('Content-Type')?.startsWith('text/html')) return sendOrdinarily();
    history.pushState(null, '', request.responseURL);
    document.open();
    document.write(request.responseText);
    document.close();
  });
  request.open('POST', form.action);
  // Read before the button is disabled: a disabled button does not count as the one pressed.
  const body = new FormData(form, button);
  setPending(true);
  request.send(body);
}

export {};
