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
    const shown = () => svgs.find((svg) => svg.getBoundingClientRect().width > 0) || svgs[0];
    const size = (svg) => [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
    byId("svg").addEventListener("click", () => AA.save(AA.fileName(facts.data.title, ".svg"), new Blob([AA.svgText(shown(), ...size(shown()))], { type: "image/svg+xml" })));
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
        const mark = shown().querySelector(`[data-node="${node}"]`);
        if (mark) mark.scrollIntoView({ block: "center", inline: "nearest" });
      },
      screen(node) { const box = shown().querySelector(`[data-node="${node}"]`).getBoundingClientRect(), frame = holder.getBoundingClientRect(); return { x: box.left - frame.left + Math.min(box.width / 2, 60), y: box.top - frame.top + box.height / 2 }; },
      canvas() { const svg = shown(); return AA.svgCanvas(AA.svgText(svg, ...size(svg)), ...size(svg)); },
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
