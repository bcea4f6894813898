"use strict";
// What all pages share: making elements, the theme, links, saving files.
const AA = {
  data() {
    const block = document.getElementById("aa-data");
    return block ? JSON.parse(block.textContent) : null;
  },
  // All text goes in as text nodes: nothing from a source is ever parsed as HTML.
  el(tag, attrs, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attrs || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "class") node.className = value;
      else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children.flat(3)) {
      if (child !== null && child !== undefined && child !== "") node.append(child);
    }
    return node;
  },
  svg(path, look, size) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "-1.4 -1.4 2.8 2.8");
    svg.setAttribute("class", "glyph");
    svg.setAttribute("aria-hidden", "true");
    if (size) svg.style.fontSize = size;
    svg.style.setProperty("--light", look.light);
    svg.style.setProperty("--dark", look.dark);
    const shape = document.createElementNS(space, "path");
    shape.setAttribute("d", path);
    svg.append(shape);
    return svg;
  },
  bdi(text, name) { return AA.el("bdi", { dir: "auto", class: name || null }, text); },
  // Characters that steer the direction of text can be shut in an element, but not on a canvas.
  flat(text) { return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim(); },
  short(text, width) {
    if (text.length <= width) return text;
    const letters = typeof Intl.Segmenter === "function" && text.length < 5000
      ? Array.from(new Intl.Segmenter().segment(text), (part) => part.segment) : Array.from(text.slice(0, width * 4));
    return letters.length <= width ? text : letters.slice(0, width - 1).join("").trimEnd() + "…";
  },
  fold(text) { return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(); },
  say(text) { const live = document.getElementById("live"); if (live) live.textContent = text; },
  dark() {
    const set = document.documentElement.dataset.theme;
    return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  },
  colour(name) { return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim(); },
  onTheme(act) { AA._theme.push(act); },
  _theme: [],
  themed() { for (const act of AA._theme) act(); },
  // Only what Python let through as a link becomes one.
  source(source, width) {
    if (!source || !source.text) return null;
    let shown = source.text;
    if (source.title) shown = source.title;
    else if (/^https?:/i.test(shown)) shown = shown.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
    shown = AA.short(AA.flat(shown), width || 60);
    if (!source.link) return AA.bdi(shown);
    return AA.el("a", { href: source.link, rel: "noopener noreferrer nofollow", target: "_blank" }, AA.bdi(shown));
  },
  save(name, blob) {
    const address = URL.createObjectURL(blob);
    const link = AA.el("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  },
  fileName(text, suffix) {
    const base = AA.fold(AA.flat(text)).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
    return (base || "autoatlas") + suffix;
  },
  csv(rows) {
    // a leading = + - @ would be run as a formula by a spreadsheet, unless the cell is a number
    const cell = (value) => {
      if (value === null || value === undefined) return "";
      if (typeof value === "number") return String(value);
      const text = /^[=+\-@\t\r]./.test(value) ? "'" + value : value;
      return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
    };
    return "\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  },
};
document.addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("theme");
  if (button) {
    button.addEventListener("click", () => {
      const next = AA.dark() ? "light" : "dark";
      document.documentElement.dataset.theme = next;
      try { localStorage.setItem("autoatlas-theme", next); } catch (err) { /* a frame without storage */ }
      AA.themed();
      AA.say(next === "dark" ? "Dark colours" : "Light colours");
    });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => AA.themed());
});
