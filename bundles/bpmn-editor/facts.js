// The case facts a procedure declares: its conditions may ask for these and nothing else.

import { button, choice, heading, note, text } from './fields.js';
import words from './words.json';

/** The fields of all facts, each with a button to remove it, and one to add another. */
export function factFields(process, factory, set) {
  const others = process.extensionElements?.values?.filter((value) => value.$type !== 'q:Facts') ?? [];
  const facts = process.extensionElements?.values?.find((value) => value.$type === 'q:Facts')?.fact ?? [];

  // Facts are replaced, never changed in place: only then can a change be undone.
  const write = (rows) => {
    const declared = factory.create('q:Facts', {});
    declared.fact = rows.map((row) => Object.assign(factory.create('q:Fact', row), { $parent: declared }));
    const values = rows.length ? [...others, declared] : others;
    const extensions = values.length ? factory.create('bpmn:ExtensionElements', { values }) : undefined;
    if (extensions) extensions.$parent = process;
    values.forEach((value) => (value.$parent = extensions));
    set({ extensionElements: extensions });
  };
  const rows = facts.map(({ name, type, label, values, valueLabels }) => ({ name, type, label, values, valueLabels }));
  const change = (index, key) => (value) => {
    rows[index][key] = value;
    write(rows);
  };
  const changeType = (index) => (type) => {
    const { name, label } = rows[index];
    // The panel is drawn anew only when no field of it holds the focus; a choice has more fields.
    document.activeElement?.blur();
    const changed = type === 'choice' ? { ...rows[index], type } : { name, type, label };
    write(rows.map((row, other) => (other === index ? changed : row)));
  };
  const fields = rows.flatMap((row, index) => [
    text(`事实 ${index + 1} 的名称`, row.name, change(index, 'name')),
    text('说明', row.label, change(index, 'label')),
    choice('类型', words.factType, row.type, changeType(index)),
    ...(row.type === 'choice'
      ? [
          text('选项（空格分隔）', row.values, change(index, 'values')),
          text('选项的中文（空格分隔）', row.valueLabels, change(index, 'valueLabels')),
        ]
      : []),
    button('删除这个事实', () => write(rows.filter((_, other) => other !== index))),
  ]);
  const more = button('增加一个事实', () => write([...rows, { name: `事实${rows.length + 1}`, type: 'boolean' }]));
  return [heading('案件事实'), note('条件只能用这里声明的事实。'), ...fields, more];
}
