// The editor of procedures: bpmn-js in Chinese, with a panel for our own attributes and the check's findings
// at the elements. The page that holds it loads this bundle and calls `qingquanEditor.open(…)`.

import Modeler from 'bpmn-js/lib/Modeler';

import moddle from './bpmn-editor/moddle.json';
import { chinese } from './bpmn-editor/chinese.js';
import { onlyWhatRuns } from './bpmn-editor/palette.js';
import { Findings } from './bpmn-editor/findings.js';
import { Panel } from './bpmn-editor/panel.js';

import './bpmn-editor.css';

// How long the hand must rest before a change is told to the page.
const QUIET_MILLISECONDS = 400;

/**
 * Open a diagram in an element of the page. Rejects with bpmn-js's error when the file cannot be read.
 *
 * `onChange(xml)` is told every change once the hand rests; `findings` are what the check has to say:
 * `[{element_id, message, severity: "error" | "warning"}]`.
 *
 * Returns `{xml(), svg(), mark(findings), close()}`; the first two are promises of text.
 */
async function open(element, xml, { onChange = () => {}, findings = [] } = {}) {
  element.classList.add('q-editor');
  const canvas = add(element, 'div', 'q-editor-canvas');
  const side = add(element, 'div', 'q-editor-side');
  const modeler = new Modeler({
    container: canvas,
    moddleExtensions: { q: moddle },
    additionalModules: [chinese, onlyWhatRuns],
  });
  try {
    await modeler.importXML(xml);
  } catch (trouble) {
    modeler.destroy();
    element.replaceChildren();
    throw trouble;
  }
  modeler.get('canvas').zoom('fit-viewport', 'auto');
  // The palette would lie over the first shape.
  modeler.get('canvas').scroll({ dx: 60, dy: 0 });

  const panel = new Panel(add(side, 'form', 'q-editor-panel'), modeler);
  const list = new Findings(add(side, 'div', 'q-editor-findings'), modeler);
  list.show(findings);

  const editor = {
    xml: async () => (await modeler.saveXML({ format: true })).xml,
    svg: async () => (await modeler.saveSVG()).svg,
    mark: (found) => list.show(found),
    close: () => {
      clearTimeout(timer);
      modeler.destroy();
      element.replaceChildren();
    },
  };
  let timer;
  modeler.on('commandStack.changed', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => onChange(await editor.xml()), QUIET_MILLISECONDS);
  });
  panel.show();
  return editor;
}

function add(parent, tag, className) {
  const child = document.createElement(tag);
  child.className = className;
  parent.append(child);
  return child;
}

window.qingquanEditor = { open };
