/**
 * A file field marked `data-shrinks="1600 800"` gets the chosen picture as a WebP of the first width at most, and the field `small` beside
 * it the same of the second, where the picture is wider. A browser that makes no WebP sends the file as it is.
 */

for (const field of document.querySelectorAll<HTMLInputElement>('input[type=file][data-shrinks]')) {
  let pending: Promise<void> | undefined;
  field.addEventListener('change', () => {
    const [file] = field.files ?? [];
    // What is put into the field below is no change of somebody's.
    if (!file) return;
    const shrinking: Promise<void> = shrink(field, file).finally(() => {
      if (pending === shrinking) pending = undefined;
    });
    pending = shrinking;
  });
  // Sent before that, the file would go as it is: too large, or of a type that is refused.
  field.form?.addEventListener('submit', (event) => {
    if (!pending) return;
    event.preventDefault();
    void pending.finally(() => field.form?.requestSubmit(event.submitter));
  });
}

async function shrink(field: HTMLInputElement, file: File) {
  const small = field.form?.elements.namedItem('small');
  if (!(small instanceof HTMLInputElement)) return;
  small.value = '';
  const [largeWidth = 0, smallWidth = 0] = (field.dataset.shrinks ?? '').split(' ').map(Number);
  // No picture: the page says so once it is sent.
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return;
  const isReady = /^image\/(webp|avif)$/.test(file.type) && picture.width <= largeWidth;
  const large = isReady ? file : await draw(picture, largeWidth, 'picture.webp');
  const smaller = picture.width > smallWidth ? await draw(picture, smallWidth, 'small.webp') : undefined;
  // Another one was chosen meanwhile.
  if (field.files?.[0] !== file) return;
  if (large) field.files = listOf(large);
  if (large && smaller) small.files = listOf(smaller);
}

async function draw(picture: ImageBitmap, widest: number, name: string): Promise<File | undefined> {
  const width = Math.min(picture.width, widest);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.round((picture.height * width) / picture.width);
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.82));
  // Browsers that make no WebP make a PNG.
  return blob?.type === 'image/webp' ? new File([blob], name, { type: blob.type }) : undefined;
}

function listOf(file: File): FileList {
  const list = new DataTransfer();
  list.items.add(file);
  return list.files;
}

export {};
