// What was found, and where things stand in the YAML.

import { by, counted, made } from "./made.js";

let editor = null;
let touched = false; // whether the reader has folded or unfolded it: until then it opens where there is something in it

export function useEditor(pattern) {
  editor = pattern;
}

// --- places ----------------------------------------------------------------------------------------------------------

// file:line as a link to the editor, where one is named, and to be copied.
function placeLine(place) {
  const told = `${place.file}:${place.line}:${place.column}`;
  const copy = made("button", { type: "button", "data-copies": `${place.file}:${place.line}` }, "Copy");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(copy.dataset.copies);
    copy.textContent = "Copied";
  });
  const words = made("code", {}, told);
  return made("p", { class: "place-line" }, editor === null ? words : made("a", { href: inEditor(place) }, words), copy);
}

function inEditor(place) {
  const parts = { path: encodeURI(place.path), line: place.line, column: place.column };
  return editor.replace(/\{(path|line|column)\}/g, (_, name) => parts[name]);
}

export function showPlace(key, place) {
  const lines = place.lines.map(([number, text]) => [
    made("span", { class: "number" }, `${number}`),
    made("code", { class: number >= place.first && number <= place.last ? "line own" : "line" }, text || " "),
  ]);
  by("place").replaceChildren(placeLine(place), made("div", { class: "excerpt" }, lines));
  by("place").dataset.item = key;
  by("place-facts").textContent = key;
}

export function forgetPlace(words) {
  by("place").replaceChildren(made("p", { class: "quiet place-line" }, words));
  delete by("place").dataset.item;
  by("place-facts").textContent = "";
}

// --- findings --------------------------------------------------------------------------------------------------------

export function findingElement(finding, onItem) {
  const kind = finding.waived === null ? finding.severity : `waived ${finding.severity}`;
  const explained = made("button", { type: "button", class: "code", "aria-haspopup": "dialog", onclick: () => explain(finding.code) }, finding.code);
  const words = finding.item !== null && onItem
    ? made("button", { type: "button", class: "to", title: "Show it in the memo", onclick: () => onItem(finding.item) }, finding.message)
    : made("span", { class: "to" }, finding.message);
  return made("li", { class: "finding", "data-severity": finding.severity, "data-waived": finding.waived },
    made("p", {}, made("span", { class: "kind" }, kind), " ", explained, ` ${finding.name}: `, words),
    finding.place ? placeLine(finding.place) : null,
    finding.excerpt ? excerpt(finding) : null,
    finding.waived ? hint("waived", finding.waived) : null,
    finding.hint ? hint("hint", finding.hint) : null);
}

export const hint = (name, text) => made("p", { class: "hint" }, made("b", {}, `${name}: `), text);

function excerpt({ place, excerpt: [before, words, after] }) {
  return made("div", { class: "excerpt" },
    made("span", { class: "number" }, `${place.line}`),
    made("code", { class: "line" }, before.trimStart(), made("u", {}, words), after));
}

export function showFindings(findings, onItem, old) {
  by("findings").replaceChildren(...findings.map((finding) => findingElement(finding, onItem)));
  by("found-facts").textContent = (old ? "of the last good memo: " : "") + told(findings);
  if (!touched) unfold(findings.length > 0 || by("place").dataset.item !== undefined);
  if (findings.length === 0) by("findings").append(made("li", { class: "finding quiet" }, "Nothing is found."));
}

function told(findings) {
  const open = findings.filter((finding) => finding.waived === null);
  const count = (severity) => open.filter((finding) => finding.severity === severity).length;
  const parts = ["error", "warning"].filter(count).map((severity) => counted(count(severity), severity));
  if (count("info")) parts.push(`${count("info")} info`);
  if (open.length < findings.length) parts.push(`${findings.length - open.length} waived`);
  return parts.join(", ") || "none";
}

// --- pages of codes --------------------------------------------------------------------------------------------------

async function explain(code) {
  const answer = await fetch(`explain/${encodeURIComponent(code)}`);
  if (!answer.ok) return;
  const [head, ...rest] = (await answer.text()).split("\n");
  by("explained-title").textContent = head.replace(/^# /, "");
  by("explained-text").replaceChildren(...written(rest.join("\n")));
  by("explained").showModal();
}

// Headings, paragraphs and examples of a page: it has no other marks.
function written(text) {
  return text.split(/^```.*$/m).flatMap((part, index) => index % 2 ? [made("pre", {}, part.trim())] : part.trim().split(/\n{2,}/).filter(Boolean)
    .map((block) => block.startsWith("#") ? made("h3", {}, block.replace(/^#+ /, "")) : made("p", {}, worded(block))));
}

const flowing = (block) => (/^[-|*\d]/.test(block) ? block : block.replace(/\s*\n\s*/g, " ")); // lists and tables keep their lines

const worded = (block) => flowing(block).split("`").map((part, index) => (index % 2 ? made("code", {}, part) : part));

export function unfold(open) {
  by("dock").classList.toggle("folded", !open);
  by("fold").textContent = open ? "Fold" : "Unfold";
  by("fold").setAttribute("aria-expanded", open);
}

export function ready() {
  by("explained-close").addEventListener("click", () => by("explained").close());
  by("fold").addEventListener("click", () => {
    touched = true;
    unfold(by("dock").classList.contains("folded"));
  });
}
