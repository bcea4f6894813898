// On paper there is nothing to open, to scroll or to darken: all is light and open, and what is taller than a sheet
// is cut into pieces that each fit one, between rows.
AA.printed = [];
(() => {
  // of the chart's own pixels: what fits on a sheet of A4 when a chart is as wide as it, and under a heading
  const SHEET = 1000, FIRST = 720;
  let undo = [];
  const pieces = (svg) => {
    const wide = Number(svg.getAttribute("width")), high = Number(svg.getAttribute("height"));
    const base = svg.getBoundingClientRect(), scale = base.height / high || 1;
    const parts = [...svg.children].map((child) => {
      const box = child.getBoundingClientRect();
      return { child, top: (box.top - base.top) / scale, bottom: (box.bottom - base.top) / scale };
    });
    // what reaches over most of the chart (lines of years) stands on each piece and decides no cut
    const small = parts.filter((part) => part.bottom - part.top < SHEET / 2 && part.bottom > part.top);
    const cuts = [0];
    while (high - cuts[cuts.length - 1] > SHEET) {
      const from = cuts[cuts.length - 1], room = from ? SHEET : FIRST;
      let to = from + room;
      for (let turn = 0; turn < 8; turn++) {
        const across = small.filter((part) => part.top < to - 1 && part.bottom > to + 1).map((part) => part.top);
        if (!across.length) break;
        to = Math.min(...across);
      }
      cuts.push(to > from + room / 3 ? to : from + room);
    }
    cuts.push(high);
    return cuts.slice(0, -1).map((from, at) => {
      const to = cuts[at + 1], piece = svg.cloneNode(false);
      piece.setAttribute("viewBox", `0 ${from} ${wide} ${to - from}`);
      piece.setAttribute("height", to - from);
      piece.setAttribute("class", `${svg.getAttribute("class")} piece`);
      for (const { child, top, bottom } of parts) if (child.tagName === "pattern" || (bottom > from && top < to)) piece.append(child.cloneNode(true));
      return piece;
    });
  };
  addEventListener("beforeprint", () => {
    if (undo.length) return;
    const root = document.documentElement, theme = root.dataset.theme || "";
    root.dataset.theme = "light";
    undo.push(() => { if (theme) root.dataset.theme = theme; else delete root.dataset.theme; AA.themed(); });
    AA.themed();
    for (const more of document.querySelectorAll("details:not([open])")) {
      more.open = true;
      undo.push(() => { more.open = false; });
    }
    for (const svg of document.querySelectorAll("svg.figure[role=group]")) {
      if (svg.getBoundingClientRect().width === 0 || Number(svg.getAttribute("height")) <= SHEET) continue;
      const made = pieces(svg);
      svg.after(...made);
      svg.style.display = "none";
      undo.push(() => { svg.style.display = ""; made.forEach((piece) => piece.remove()); });
    }
    for (const act of AA.printed) { const after = act(); if (after) undo.push(after); }
  });
  addEventListener("afterprint", () => { undo.reverse().forEach((act) => act()); undo = []; });
})();
