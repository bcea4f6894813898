// A chart made beforehand: rows that can be switched off, marks that lead to their facts, tooltips, keyboard.
AA.chart = () => {
  const byId = (id) => document.getElementById(id);
  let groups = new Set();
  const makeRenderer = (holder, facts, scene, on) => {
    const svgs = [...holder.querySelectorAll("svg.figure")];
    const marks = [...holder.querySelectorAll("[data-node]")];
    const ribbons = [...holder.querySelectorAll("[data-ends]")];
    const full = new Map(svgs.map((svg) => [svg, Number(svg.getAttribute("height"))]));
    // rows close up when others are switched off
    const stack = () => {
      for (const svg of svgs) {
        const rows = [...svg.querySelectorAll("[data-y]")];
        if (!rows.length) continue;
        let y = Number(svg.dataset.top || rows[0].dataset.y), end = y;
        for (const row of rows) {
          if (row.style.display === "none") continue;
          row.setAttribute("transform", `translate(0 ${y})`);
          y += Number(row.dataset.high);
          end = y;
        }
        const last = rows[rows.length - 1], height = full.get(svg) - (Number(last.dataset.y) + Number(last.dataset.high) - end);
        svg.setAttribute("height", height);
        svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${height}`);
        svg.querySelectorAll("[data-full]").forEach((line) => line.setAttribute("y2", end));
      }
    };
    const where = (event) => { const box = byId("tip").parentElement.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; };
    holder.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-node]");
      if (mark) on.node(Number(mark.dataset.node));
      else on.nothing();
    });
    holder.addEventListener("keydown", (event) => {
      const mark = event.target.closest("[data-node]");
      if (mark && (event.key === "Enter" || event.key === " ")) { on.go(Number(mark.dataset.node)); event.preventDefault(); }
    });
    holder.addEventListener("pointermove", (event) => {
      const mark = event.target.closest("[data-tip]");
      if (mark) on.words(mark.dataset.tip, where(event)); else on.hover(-1);
    });
    holder.addEventListener("pointerleave", () => on.hover(-1));
    const visible = () => { const found = svgs.filter((svg) => svg.getBoundingClientRect().width > 0); return found.length ? found : svgs.slice(0, 1); };
    const size = (svg) => [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
    // all that is in sight, one under the other
    const sheet = () => {
      const seen = visible(), wide = Math.max(...seen.map((svg) => size(svg)[0])), high = seen.reduce((sum, svg) => sum + size(svg)[1], 0);
      if (seen.length === 1) return [AA.svgText(seen[0], wide, high), wide, high];
      let y = 0;
      const parts = seen.map((svg) => { const text = AA.svgText(svg, ...size(svg)).replace("<svg", `<svg y="${y}"`); y += size(svg)[1]; return text; });
      return [`<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}">${parts.join("")}</svg>`, wide, high];
    };
    byId("svg").addEventListener("click", () => AA.save(AA.fileName(facts.data.title, ".svg"), new Blob([sheet()[0]], { type: "image/svg+xml" })));
    const find = (node) => { for (const svg of visible()) { const mark = svg.querySelector(`[data-node="${node}"]`); if (mark) return mark; } return null; };
    const choices = [...document.querySelectorAll("[data-choice]")];
    const choose = () => {
      for (const set of choices) {
        const at = set.querySelector("select, input:checked").value;
        holder.querySelectorAll(`[data-block="${set.dataset.choice}"]`).forEach((block) => { block.hidden = block.dataset.option !== at; });
      }
    };
    choices.forEach((set) => set.addEventListener("change", choose));
    byId("reset").addEventListener("click", () => { choices.forEach((set) => { const list = set.querySelector("select"); if (list) list.value = "0"; else set.querySelector("input").checked = true; }); choose(); });
    return {
      refresh() {
        groups = new Set([...document.querySelectorAll("#groups input:checked")].map((box) => box.value));
        holder.querySelectorAll("[data-group]").forEach((row) => { row.style.display = groups.size === 0 && !byId("groups") ? "" : groups.has(row.dataset.group) ? "" : "none"; });
        for (const mark of marks) {
          const node = Number(mark.dataset.node);
          mark.classList.toggle("chosen", node === scene.selected);
          mark.classList.toggle("faint", scene.faint(node));
        }
        for (const ribbon of ribbons) {
          const ends = ribbon.dataset.ends.split(" ").map(Number);
          ribbon.classList.toggle("faint", scene.selected >= 0 ? !ends.includes(scene.selected) : scene.matched !== null && !ends.some((end) => scene.matched.has(end)));
        }
        stack();
      },
      redraw() {}, fit() {}, zoom() {}, pan() {},
      centre(node) {
        const mark = find(node);
        if (mark) mark.scrollIntoView({ block: "center", inline: "nearest" });
      },
      screen(node) { const box = find(node).getBoundingClientRect(), frame = holder.getBoundingClientRect(); return { x: box.left - frame.left + Math.min(box.width / 2, 60), y: box.top - frame.top + box.height / 2 }; },
      canvas() { return AA.svgCanvas(...sheet()); },
    };
  };
  AA.explore(makeRenderer, {
    still: true,
    sets: ["groups"],
    reset() {},
    overview(facts, scene, bars) {
      return [AA.el("h2", { class: "panel-title", tabindex: "-1" }, "At a glance"),
        AA.el("p", { class: "hint" }, "Choose a mark or a name to see what is said about it, by whom and how firmly."),
        ...facts.data.chart.overview.map((part) => bars(part.title, part.rows.map(([node, amount]) => [node, amount]), null, part.rows.map((row) => row[2])))];
    },
  });
};
AA.chart();
