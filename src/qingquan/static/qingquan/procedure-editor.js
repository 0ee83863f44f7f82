/* Opens the editor of procedures on its page: the drawing stands in the form's own field, so saving is a plain post. */
"use strict";

(async () => {
  const place = document.getElementById("editor");
  const form = place?.closest("form");
  if (!form || !window.qingquanEditor) return;
  const xml = form.elements.xml;
  const said = document.getElementById("editor-said");
  let asked = 0;

  const check = async () => {
    const mine = ++asked;
    said.textContent = "正在检查……";
    try {
      const body = new FormData();
      body.append("xml", xml.value);
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      const answer = await fetch(place.dataset.check, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const { findings } = await answer.json();
      if (mine !== asked) return; // A later drawing is being checked.
      editor.mark(findings);
      const errors = findings.filter((finding) => finding.severity === "error").length;
      said.textContent = errors ? `有 ${errors} 处错误，须先改正才能存入。` : "检查通过，可以存入流程库。";
    } catch {
      said.textContent = "没有连上服务器，暂时不能检查；画的图还在，请稍后再试。";
    }
  };

  let editor;
  try {
    const findings = JSON.parse(place.dataset.findings);
    editor = await window.qingquanEditor.open(place, xml.value, {
      findings,
      onChange: (drawn) => {
        xml.value = drawn;
        form.dataset.changed = "yes";
        check();
      },
    });
  } catch {
    said.textContent = "这个文件画不出来，请按上面所列的问题修改后重新上传。";
    return;
  }
  place.hidden = false;
  check();
  // What was drawn and not stored is lost with the page: ask before it goes.
  window.addEventListener("beforeunload", (event) => {
    if (form.dataset.changed && !form.dataset.sent) event.preventDefault();
  });
})();
