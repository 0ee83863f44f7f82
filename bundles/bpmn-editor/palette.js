// Offers only what can be run here: steps, exclusive and parallel gateways, sub-processes, timers on a step.
// A file that holds more can still be opened; the check names what has to go.

const NOT_RUN = new RegExp(
  'script|service|send|receive|rule-task|call-activity|inclusive|complex|event-based|transaction|ad-hoc|' +
    'message|signal|error|escalation|compensation|conditional|cancel|terminate|link|multi-instance|loop|' +
    'event-subprocess|data-store|intermediate-event|non-interrupting-(?!timer)',
);

function withoutOthers(entries) {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !NOT_RUN.test(name)));
}

class OnlyWhatRuns {
  constructor(palette, contextPad, popupMenu, create, elementFactory) {
    this.create = create;
    this.elementFactory = elementFactory;
    // Below the usual priority of 1000: these see what the others have offered.
    palette.registerProvider(500, this);
    contextPad.registerProvider(500, this);
    popupMenu.registerProvider('bpmn-replace', 500, this);
    popupMenu.registerProvider('bpmn-append', 500, this);
  }

  getPaletteEntries() {
    const begin = (event) => {
      const timer = { type: 'bpmn:BoundaryEvent', eventDefinitionType: 'bpmn:TimerEventDefinition' };
      this.create.start(event, this.elementFactory.createShape(timer));
    };
    const timer = {
      group: 'event',
      className: 'bpmn-icon-intermediate-event-catch-timer',
      title: '定时器（拖到步骤的边上）',
      action: { dragstart: begin, click: begin },
    };
    return (entries) => ({ ...withoutOthers(entries), 'create.timer': timer });
  }

  getContextPadEntries() {
    return withoutOthers;
  }

  getMultiElementContextPadEntries() {
    return (entries) => entries;
  }

  getPopupMenuEntries() {
    return withoutOthers;
  }

  getPopupMenuHeaderEntries() {
    // Loops and repeated tasks.
    return () => ({});
  }
}
OnlyWhatRuns.$inject = ['palette', 'contextPad', 'popupMenu', 'create', 'elementFactory'];

export const onlyWhatRuns = { __init__: ['onlyWhatRuns'], onlyWhatRuns: ['type', OnlyWhatRuns] };
