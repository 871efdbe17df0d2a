// The two panes: the web page in a frame that runs no script, and the pages of the PDF. Each keeps the place that is read.

import { by, made } from "./made.js";

// --- the web page ----------------------------------------------------------------------------------------------------

// A frame is replaced only when its successor is ready and stands where the reader was: nothing flickers or jumps.
export class WebPane {
  constructor(onItem) {
    this.onItem = onItem;
    this.frame = null;
    this.coming = null;
    this.places = new Map(); // by audience: where the reader was
    this.key = null;
  }

  show(id, key) {
    if (this.frame !== null && this.key === key && this.frame.dataset.id === id) return;
    if (this.coming?.dataset.id === id && this.coming.dataset.key === key) return;
    this.coming?.remove();
    const frame = made("iframe", { class: "coming", sandbox: "allow-same-origin", title: "Memo", "data-id": id, "data-key": key });
    frame.addEventListener("load", () => this.arrived(frame));
    frame.src = `memo/${id}.html`;
    this.coming = frame;
    by("frames").append(frame);
  }

  clear() {
    this.leave();
    this.frame?.remove();
    this.coming?.remove();
    this.frame = this.coming = this.key = null;
  }

  async arrived(frame) {
    const inner = frame.contentDocument;
    if (inner === null || inner.contentType !== "text/html") {
      frame.remove(); // it was replaced before it could be fetched: the next one is on its way
      if (this.coming === frame) this.coming = null;
      return;
    }
    await inner.fonts.ready;
    if (this.coming !== frame) return;
    this.leave();
    const place = this.places.get(frame.dataset.key);
    if (place) restore(inner, place);
    inner.addEventListener("click", (event) => this.clicked(event));
    inner.addEventListener("auxclick", (event) => this.clicked(event));
    frame.classList.remove("coming");
    this.frame?.remove();
    this.frame = frame;
    this.coming = null;
    this.key = frame.dataset.key;
  }

  // Remembers where the reader is.
  leave() {
    if (this.frame?.contentDocument) this.places.set(this.key, placeOf(this.frame.contentDocument));
  }

  clicked(event) {
    const link = event.target.closest("a[href]");
    if (link !== null) {
      if (link.getAttribute("href").startsWith("#")) return;
      event.preventDefault(); // what lies elsewhere is opened there, not in the frame
      if (/^(https?|mailto):/.test(link.href)) window.open(link.href, "_blank", "noopener,noreferrer");
      return;
    }
    const item = event.target.closest("[data-item], [id^='i-']");
    if (item === null || event.target.closest("summary") !== null) return;
    if (!this.frame.contentDocument.getSelection().isCollapsed) return;
    if (!this.onItem(item.dataset.item ?? item.id.slice(2))) return;
    item.scrollIntoView({ block: "nearest" }); // what tells of it may have come over it
    flash(item);
  }

  reveal(key) {
    const inner = this.frame?.contentDocument;
    const element = inner?.querySelector(`[data-item="${CSS.escape(key)}"]`) ?? inner?.getElementById(`i-${key}`);
    if (!element) return false;
    for (let box = element.closest("details"); box !== null; box = box.parentElement.closest("details")) box.open = true;
    element.scrollIntoView({ block: "center" });
    flash(element);
    return true;
  }
}

// Drawn without a change of the memo: what is shown is what was built.
function flash(element) {
  const colour = getComputedStyle(document.documentElement).getPropertyValue("--accent");
  const lit = { outline: `2px solid ${colour}`, outlineOffset: "4px" };
  element.animate([lit, { ...lit, offset: 0.7 }, { outline: "2px solid transparent", outlineOffset: "4px" }], 1600);
}

// A place is the text at the top of the window, and how far from there: what is written above it does not move the reader.
function placeOf(inner) {
  const texts = [...inner.querySelectorAll("[data-item]")];
  const at = texts.findIndex((text) => text.getBoundingClientRect().bottom > 0);
  const open = [...inner.querySelectorAll("details")].map((box) => box.open);
  const scrolled = inner.scrollingElement.scrollTop;
  if (at < 0) return { scrolled, open };
  const key = texts[at].dataset.item;
  const nth = texts.slice(0, at).filter((text) => text.dataset.item === key).length;
  return { scrolled, open, key, nth, top: texts[at].getBoundingClientRect().top };
}

function restore(inner, place) {
  const boxes = inner.querySelectorAll("details");
  if (boxes.length === place.open.length) boxes.forEach((box, number) => { box.open = place.open[number]; });
  inner.scrollingElement.scrollTop = place.scrolled;
  if (place.key === undefined || place.scrolled === 0) return;
  const text = inner.querySelectorAll(`[data-item="${CSS.escape(place.key)}"]`)[place.nth];
  if (text) inner.scrollingElement.scrollTop += text.getBoundingClientRect().top - place.top;
}

// --- the PDF ---------------------------------------------------------------------------------------------------------

// Each page has its size before its picture is there, and keeps the old picture until the new one can be seen.
export class PdfPane {
  constructor() {
    this.id = null;
    this.key = null;
    this.places = new Map();
    this.seen = new IntersectionObserver((entries) => entries.forEach((entry) => {
      if (entry.isIntersecting) draw(entry.target);
    }), { root: by("sheets"), rootMargin: "100%" });
  }

  show(id, pages, key) {
    if (this.id === id && this.key === key) return;
    const stage = by("sheets");
    this.leave();
    if (this.key !== key) stage.replaceChildren();
    while (stage.childElementCount > pages.length) stage.lastElementChild.remove();
    pages.forEach(([width, height], index) => {
      let sheet = stage.children[index];
      if (sheet === undefined) {
        sheet = made("div", { class: "sheet" });
        stage.append(sheet);
      }
      sheet.style.aspectRatio = `${width} / ${height}`;
      sheet.dataset.source = `memo/${id}/${index + 1}.png`;
      sheet.dataset.number = index + 1;
      this.seen.unobserve(sheet);
      this.seen.observe(sheet);
    });
    stage.scrollTop = this.places.get(key) ?? 0;
    [this.id, this.key] = [id, key];
  }

  clear() {
    this.leave();
    by("sheets").replaceChildren();
    this.id = this.key = null;
  }

  leave() {
    if (this.key !== null) this.places.set(this.key, by("sheets").scrollTop);
  }
}

async function draw(sheet) {
  const { source, number } = sheet.dataset;
  if (sheet.dataset.drawn === source) return;
  sheet.dataset.drawn = source;
  const picture = made("img", { src: source, alt: `Page ${number}`, draggable: "false" });
  try {
    await picture.decode();
  } catch {
    if (sheet.dataset.drawn === source) delete sheet.dataset.drawn;
    return; // another PDF has taken its place
  }
  if (sheet.dataset.source === source) sheet.replaceChildren(picture);
}
