// Entries of the calendar are dragged to another day: the form in them is filled and sent.

for (const entry of document.querySelectorAll<HTMLElement>('[data-entry]')) {
  entry.draggable = true;
  entry.addEventListener('dragstart', (event) => event.dataTransfer?.setData('text/plain', entry.dataset.entry ?? ''));
}

const dayOf = (event: DragEvent) =>
  event.target instanceof Element ? event.target.closest<HTMLElement>('[data-day]') : null;

document.addEventListener('dragover', (event) => {
  if (dayOf(event)) event.preventDefault();
});

document.addEventListener('drop', (event) => {
  const day = dayOf(event)?.dataset.day;
  const id = event.dataTransfer?.getData('text/plain') ?? '';
  const entry = document.querySelector(`[data-entry="${CSS.escape(id)}"]`);
  const field = entry?.querySelector<HTMLInputElement>('input[name="day"]');
  if (!day || !field) return;
  event.preventDefault();
  if (field.value === day) return;
  field.value = day;
  field.form?.requestSubmit(entry?.querySelector<HTMLButtonElement>('button[value="move"]'));
});

export {};
