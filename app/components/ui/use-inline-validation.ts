import { type FocusEvent, useState } from 'react';

/**
 * Messages beside fields as soon as they are left, by the constraints the fields already carry (`required`,
 * `maxLength`, `pattern`, `type`) and in the reader's language. The server validates all the same.
 * @returns messages by field name, and the handler to put on the form
 */
export function useInlineValidation() {
  const [messages, setMessages] = useState<Record<string, string>>({});
  function onBlur({ target }: FocusEvent<HTMLFormElement, Element>) {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const { name, validationMessage } = target;
    // Leaving an empty field that was never typed into is no mistake yet.
    if (validationMessage && target.value === '' && !(name in messages)) return;
    setMessages((earlier) => ({ ...earlier, [name]: validationMessage }));
  }
  return { messages, onBlur };
}
