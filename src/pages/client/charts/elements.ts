/** An element with its text, which is never read as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  text = '',
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

export function button(text: string, press: (pressed: HTMLButtonElement) => void): HTMLButtonElement {
  const made = element('button', text, { type: 'button' });
  made.addEventListener('click', () => press(made));
  return made;
}
