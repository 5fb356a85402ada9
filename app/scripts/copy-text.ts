// Links marked `data-copy` lead to a text; with script they put it on the clipboard and say so.

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copy]') : null;
  const text = document.getElementById(link?.dataset.copy ?? '');
  if (!link || !(text instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  text.select();
  navigator.clipboard?.writeText(text.value).then(
    () => {
      link.textContent = 'Copied';
    },
    // It is selected, so that the person can copy it.
    () => {},
  );
});

export {};
