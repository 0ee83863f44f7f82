// The panel beside the drawing: what a step, an ending, a line or the whole procedure must say.
// Every change goes through bpmn-js's commands, so that it can be undone.

import { getBusinessObject, is } from 'bpmn-js/lib/util/ModelUtil';

import { factFields } from './facts.js';
import { checkbox, choice, heading, note, text } from './fields.js';
import words from './words.json';

const DAYS = /^P(\d+)D$/;

export class Panel {
  constructor(form, modeler) {
    this.form = form;
    this.modeling = modeler.get('modeling');
    this.factory = modeler.get('bpmnFactory');
    this.selection = modeler.get('selection');
    this.canvas = modeler.get('canvas');
    form.addEventListener('submit', (event) => event.preventDefault());
    modeler.on('selection.changed', () => this.show());
    modeler.on('commandStack.changed', () => {
      // Typing must not lose its place; what the drawing changed is shown at once.
      if (!form.contains(document.activeElement)) this.show();
    });
  }

  /** Show the fields of what is selected; of the whole procedure when nothing is. */
  show() {
    const [selected, another] = this.selection.get();
    const element = selected && !another ? selected.labelTarget || selected : this.canvas.getRootElement();
    this.form.replaceChildren(...this.fields(element, getBusinessObject(element)));
  }

  fields(element, object) {
    const set = (properties) => this.modeling.updateProperties(element, properties);
    const name = text('名称', object.name, (value) => set({ name: value }));
    if (is(element, 'bpmn:Task')) return [heading('步骤'), name, ...stepFields(object, set)];
    if (is(element, 'bpmn:EndEvent')) {
      const outcome = choice('办理结果', words.outcome, object.get('q:outcome'), (value) => set({ 'q:outcome': value }));
      return [heading('结束'), name, outcome];
    }
    if (is(element, 'bpmn:SequenceFlow')) return [heading('连线'), name, ...this.flowFields(element, object, set)];
    if (is(element, 'bpmn:BoundaryEvent')) return [heading('定时器'), name, ...this.timerFields(element, object, set)];
    if (is(element, 'bpmn:Process')) return [heading('整个流程'), name, ...this.wholeFields(element, object, set)];
    if (is(element, 'bpmn:Participant') && object.processRef) {
      const setWhole = (properties) => this.modeling.updateModdleProperties(element, object.processRef, properties);
      return [heading('整个流程'), name, ...this.wholeFields(element, object.processRef, setWhole)];
    }
    if (is(element, 'bpmn:Collaboration')) return [note('请选中泳池，填写整个流程的内容。')];
    return [heading('节点'), name];
  }

  flowFields(element, object, set) {
    const source = getBusinessObject(element.source);
    if (!is(element.source, 'bpmn:ExclusiveGateway')) return [note('只有排他网关的出线才写条件。')];
    const isDefault = source.default === object;
    const makeDefault = (on) => {
      if (on) set({ conditionExpression: undefined });
      this.modeling.updateProperties(element.source, { default: on ? object : undefined });
      this.show();
    };
    const write = (body) =>
      set({ conditionExpression: body ? this.factory.create('bpmn:FormalExpression', { body }) : undefined });
    const fields = [checkbox('默认出线（其他条件都不成立时走）', isDefault, makeDefault)];
    if (!isDefault) {
      fields.push(text('条件', object.conditionExpression?.body, write));
      fields.push(note('用流程里声明的事实写，例如：面积 > 1000 and 新建'));
    }
    return fields;
  }

  timerFields(element, object, set) {
    const timer = object.eventDefinitions?.find((definition) => is(definition, 'bpmn:TimerEventDefinition'));
    if (!timer) return [note('这里只能用定时器。')];
    const setTimer = (properties) => this.modeling.updateModdleProperties(element, timer, properties);
    const days = timer.timeDuration?.body?.match(DAYS)?.[1];
    const write = (value) => {
      const duration = value ? this.factory.create('bpmn:FormalExpression', { body: `P${Number(value)}D` }) : undefined;
      setTimer({ timeDuration: duration, timeDate: undefined, timeCycle: undefined });
    };
    return [
      text('天数', days, write, { type: 'number', min: 1 }),
      choice('单位', words.unit, timer.get('q:unit'), (value) => setTimer({ 'q:unit': value })),
      checkbox('到时中断这一步', object.cancelActivity !== false, (on) => set({ cancelActivity: on })),
    ];
  }

  wholeFields(element, process, set) {
    const exception = (value) => set({ 'q:reviewException': value });
    return [
      text('超过两级审查审核的批准文号（没有则不填）', process.get('q:reviewException'), exception),
      ...factFields(process, this.factory, set),
    ];
  }
}

function stepFields(object, set) {
  const limit = (value) => set({ 'q:workingDays': value });
  return [
    choice('岗位', words.post, object.get('q:post'), (value) => set({ 'q:post': value })),
    text('办理时限（工作日，当日办结写 0）', object.get('q:workingDays'), limit, { type: 'number', min: 0 }),
    choice('步骤类别', words.kind, object.get('q:kind'), (value) => set({ 'q:kind': value })),
    choice('所属环节（不选则随类别）', words.node, object.get('q:node'), (value) => set({ 'q:node': value })),
  ];
}
