// What the check has to say: a mark at each element, and the whole list beside the drawing.

export class Findings {
  constructor(place, modeler) {
    this.place = place;
    this.place.setAttribute('aria-live', 'polite');
    this.canvas = modeler.get('canvas');
    this.overlays = modeler.get('overlays');
    this.registry = modeler.get('elementRegistry');
    this.selection = modeler.get('selection');
    this.marked = [];
  }

  /** Replace what is shown by these findings. */
  show(findings) {
    this.overlays.remove({ type: 'q-finding' });
    this.marked.forEach(([id, marker]) => this.registry.get(id) && this.canvas.removeMarker(id, marker));
    this.marked = [];
    const list = document.createElement('ul');
    for (const finding of findings) {
      const element = finding.element_id && this.registry.get(finding.element_id);
      if (element) this.markElement(finding);
      list.append(this.line(finding, element));
    }
    const none = document.createElement('p');
    none.textContent = '没有发现问题。';
    this.place.replaceChildren(findings.length ? list : none);
  }

  markElement({ element_id: id, message, severity }) {
    const marker = `q-${severity}`;
    this.canvas.addMarker(id, marker);
    this.marked.push([id, marker]);
    const badge = document.createElement('span');
    badge.className = `q-finding q-finding-${severity}`;
    badge.title = message;
    badge.textContent = '!';
    this.overlays.add(id, 'q-finding', { position: { top: -12, right: 12 }, html: badge });
  }

  line({ message, severity }, element) {
    const item = document.createElement('li');
    item.className = `q-finding-line-${severity}`;
    if (!element) {
      item.textContent = message;
      return item;
    }
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = message;
    button.addEventListener('click', () => {
      this.canvas.scrollToElement(element);
      this.selection.select(element);
    });
    item.append(button);
    return item;
  }
}
