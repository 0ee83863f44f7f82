// The few kinds of fields the panel is made of. A change is told when the field is left.

/** A line of text or a number; an emptied field means the attribute is absent. */
export function text(label, value, changed, attributes = {}) {
  const input = Object.assign(document.createElement('input'), { type: 'text', value: value ?? '', ...attributes });
  input.addEventListener('change', () => changed(input.value.trim() || undefined));
  return labelled(label, input);
}

/** One of a list of words; a value the list does not know is shown as it is, so that nothing is lost unseen. */
export function choice(label, words, value, changed) {
  const select = document.createElement('select');
  const known = Object.entries(words);
  const unknown = value && !(value in words) ? [[value, `${value}（不可用）`]] : [];
  for (const [code, word] of [['', '请选择'], ...known, ...unknown]) select.add(new Option(word, code));
  select.value = value ?? '';
  select.addEventListener('change', () => changed(select.value || undefined));
  return labelled(label, select);
}

/** Yes or no. */
export function checkbox(label, on, changed) {
  const input = Object.assign(document.createElement('input'), { type: 'checkbox', checked: on });
  input.addEventListener('change', () => changed(input.checked));
  const field = labelled(label, input);
  field.classList.add('q-editor-checkbox');
  return field;
}

/** A button that does something to the diagram. */
export function button(words, pressed) {
  const element = Object.assign(document.createElement('button'), { type: 'button', textContent: words });
  // The field left by pressing must be told first, and the panel drawn anew afterwards.
  element.addEventListener('click', () => {
    element.blur();
    pressed();
  });
  return element;
}

/** What the fields below belong to. */
export function heading(words) {
  return Object.assign(document.createElement('h3'), { textContent: words });
}

/** A hint. */
export function note(words) {
  return Object.assign(document.createElement('p'), { textContent: words, className: 'q-editor-note' });
}

function labelled(label, field) {
  const element = document.createElement('label');
  element.append(Object.assign(document.createElement('span'), { textContent: label }), field);
  return element;
}
