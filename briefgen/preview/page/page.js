// The preview: listens to what is built, and shows it. Everything that is shown comes from the server's states.

import { by, counted, made } from "./made.js";
import { PdfPane, WebPane } from "./panes.js";
import { findingElement, forgetPlace, hint, ready, showFindings, showPlace, unfold, useEditor } from "./dock.js";

const pdf = new PdfPane();
const web = new WebPane((item) => {
  const place = places[item];
  if (!place) return false;
  showPlace(item, place);
  unfold(true);
  return true;
});

let places = {};
let stream = null;
let shown = { brief: null, audience: null };

// --- what is looked at -----------------------------------------------------------------------------------------------

function asked() {
  const parts = new URLSearchParams(location.hash.slice(1));
  return { brief: parts.get("brief"), audience: parts.get("audience") };
}

function look(brief, audience) {
  stream?.close();
  if (brief !== shown.brief) {
    web.clear();
    pdf.clear();
    showFindings([], null, false);
    by("tabs").replaceChildren();
    forgetPlace("Click a line of the web page to see where it stands.");
  }
  shown = { brief, audience };
  remember();
  by("chooser").hidden = true;
  by("status").hidden = false;
  by("panes").hidden = by("dock").hidden = false;
  by("brief-name").textContent = brief;
  by("brief").value = brief;
  by("choice").hidden = by("brief").options.length < 2;
  document.title = `${brief} – briefgen preview`;
  const query = new URLSearchParams({ brief, ...(audience ? { audience } : {}) });
  stream = new EventSource(`events?${query}`);
  stream.addEventListener("message", (event) => show(JSON.parse(event.data)));
  stream.addEventListener("error", () => status("gone", "Not connected: the preview has ended"));
}

function remember() {
  const parts = new URLSearchParams({ brief: shown.brief, ...(shown.audience ? { audience: shown.audience } : {}) });
  history.replaceState(null, "", `#${parts}`);
}

// --- states ----------------------------------------------------------------------------------------------------------

function show(state) {
  if (state.audience) {
    shown.audience = state.audience;
    remember();
  }
  if (state.audiences) showTabs(state.audiences);
  const { html, pdf: paged } = state.memos ?? {};
  const key = `${shown.brief} ${shown.audience}`;
  if (html) web.show(html.id, key);
  if (paged) pdf.show(paged.id, paged.pages, key);
  if (state.memos && !paged) pdf.clear();
  if (state.memos && !html) web.clear();
  showFacts(state, html, paged);
  showProblem(state, html, paged);
  if (state.findings) showFindings(state.findings, (item) => web.reveal(item), state.state === "failed" && html && html.build < state.build);
  places = state.places ?? {};
  refreshPlace();
  status(state.state, told(state));
  document.body.dataset.build = state.build;
}

function refreshPlace() {
  const item = by("place").dataset.item;
  if (item === undefined) return;
  if (places[item]) showPlace(item, places[item]);
  else forgetPlace("It is no longer in the brief.");
}

function told({ state, took = {} }) {
  switch (state) {
    case "making-html": return "Building";
    case "making-pdf": return took.html === undefined ? "Building" : `Built in ${took.html} ms · laying out the PDF`;
    case "built": return `Built in ${took.html} ms · PDF in ${(took.pdf / 1000).toFixed(1)} s`;
    default: return "Failed";
  }
}

function status(state, words) {
  by("status").dataset.state = state;
  by("status-text").textContent = words;
}

function showFacts(state, html, paged) {
  const failed = state.state === "failed";
  mark("html", html, failed && html && html.build < state.build, html?.draft ? "draft" : "");
  mark("pdf", paged, failed && paged && paged.build < state.build, paged ? counted(paged.pages.length, "page") + (paged.draft ? ", draft" : "") : "");
}

function mark(format, memo, stale, words) {
  const open = by(`${format}-open`);
  open.hidden = !memo;
  if (memo) {
    open.href = `memo/${memo.id}.${format}`;
    open.textContent = `Open ${memo.name}`;
  }
  by(`${format}-facts`).textContent = stale ? `as of ${since(memo)}` : words;
  document.querySelector(`.pane[data-format=${format}]`).classList.toggle("stale", Boolean(stale));
}

const since = (memo) => new Date(Date.now() - 1000 * memo.age).toLocaleTimeString();

function showProblem(state, html, paged) {
  const box = by("problem");
  box.hidden = !state.problem;
  if (!state.problem) return box.replaceChildren();
  const { message, hint: what, findings } = state.problem;
  const old = [html, paged].find((memo) => memo && memo.build < state.build);
  box.replaceChildren(
    made("p", { class: "message" }, message),
    ...(old ? [made("p", { class: "since" }, `Beneath is the last good ${html === old ? "memo" : "PDF"}, of ${since(old)}.`)] : []),
    ...(what ? [hint("hint", what)] : []),
    made("ol", {}, findings.map((finding) => findingElement(finding, null))));
}

// --- audiences and briefs --------------------------------------------------------------------------------------------

function showTabs(audiences) {
  const tabs = by("tabs");
  const names = audiences.map(({ name, title }) => `${name} ${title}`).join("\n");
  if (tabs.dataset.names !== names || tabs.childElementCount === 0) {
    tabs.dataset.names = names;
    tabs.replaceChildren(...audiences.map(({ name, title }) =>
      made("button", { type: "button", role: "tab", id: `tab-${name}`, "data-audience": name, "aria-controls": "panes", onclick: () => look(shown.brief, name) }, title)));
  }
  for (const tab of tabs.children) {
    const selected = tab.dataset.audience === shown.audience;
    tab.setAttribute("aria-selected", selected);
    tab.tabIndex = selected ? 0 : -1;
    if (selected) by("panes").setAttribute("aria-labelledby", tab.id);
  }
}

by("tabs").addEventListener("keydown", (event) => {
  const tabs = [...by("tabs").children];
  const at = tabs.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const tab = tabs[(to + tabs.length) % tabs.length];
  tab.focus();
  tab.click();
});

for (const button of by("switch").children) {
  button.addEventListener("click", () => {
    by("panes").dataset.pane = button.dataset.pane;
    for (const other of by("switch").children) other.setAttribute("aria-pressed", other === button);
  });
}

async function listBriefs() {
  const { briefs, editor } = await (await fetch("briefs")).json();
  useEditor(editor);
  by("choice").hidden = briefs.length < 2 || shown.brief === null;
  by("brief").replaceChildren(...briefs.map((name) => made("option", { value: name }, name)));
  by("briefs").replaceChildren(...briefs.map((name) => made("li", {}, made("a", { href: `#brief=${encodeURIComponent(name)}` }, name))));
  if (shown.brief) by("brief").value = shown.brief;
  return briefs;
}

async function begin() {
  const briefs = await listBriefs();
  const { brief, audience } = asked();
  if (briefs.includes(brief)) return look(brief, audience);
  if (briefs.length === 1) return look(briefs[0], null);
  by("panes").hidden = by("dock").hidden = true;
  by("chooser").hidden = false;
  by("status").hidden = true;
}

by("brief").addEventListener("change", () => look(by("brief").value, null));
window.addEventListener("hashchange", begin);
window.addEventListener("focus", listBriefs); // a brief may have been made meanwhile
ready();
begin();
