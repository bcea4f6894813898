// The same facts as rows, for the keyboard and the screen reader: sorted, filtered as the picture is, in pages.
AA.factTable = (facts, scene, { go }) => {
  const data = facts.data, raw = data.facts, table = document.getElementById("table");
  const body = table.tBodies[0], head = table.tHead, pager = document.getElementById("pager"), perPage = 50;
  let order = null, up = true, page = 0, rows = [];
  const columns = [
    ["Entity", (at) => facts.label(raw.s[at])],
    ["Says", (at) => facts.prop(at).words],
    ["What", (at) => (facts.value(at) !== null ? facts.value(at) : facts.target(at))],
    ["When", (at) => facts.start(at) || facts.end(at)],
    ["Firmness", (at) => raw.m[at]],
    ["Source", (at) => facts.published(at) || (facts.source(at) ? facts.source(at).text : "")],
  ];
  const order_by = (column) => {
    up = order === column ? !up : true;
    order = column;
    page = 0;
    heads();
    refresh();
  };
  const heads = () => head.replaceChildren(AA.el("tr", {}, columns.map(([name], at) => AA.el("th",
    { scope: "col", "aria-sort": order === at ? (up ? "ascending" : "descending") : null },
    AA.el("button", { type: "button", onclick: () => order_by(at) }, name)))));
  const text = scene.search = { query: "" };
  const hay = new Map();
  const fits = (at) => {
    if (!text.query) return true;
    let words = hay.get(at);
    if (words === undefined) {
      words = AA.fold(facts.statement(at) + " " + facts.with(at));
      if (hay.size < 200000) hay.set(at, words);
    }
    return words.includes(text.query);
  };
  const inSelection = (at) => {
    if (scene.selectedEdge >= 0) return facts.edgeOf[at] === scene.selectedEdge;
    if (scene.selected < 0) return true;
    return scene.picked.has(raw.s[at]) || (facts.edgeOf[at] >= 0 && scene.picked.has(raw.o[at]));
  };
  const collect = () => {
    rows = [];
    for (let at = 0; at < facts.count; at++) if (scene.factOn[at] && inSelection(at) && fits(at)) rows.push(at);
    if (order !== null) {
      const key = columns[order][1], keys = new Map(rows.map((at) => [at, key(at)]));
      const blank = (value) => value === "" || value === null;
      rows.sort((a, b) => {
        const x = keys.get(a), y = keys.get(b);
        if (blank(x) !== blank(y)) return blank(x) ? 1 : -1;
        const by = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "en");
        return (up ? by : -by) || a - b;
      });
    }
  };
  const row = (at) => {
    const name = (n) => ({ "data-name": columns[n][0] });
    const entity = (node) => AA.el("button", { type: "button", class: "link", onclick: (event) => { event.stopPropagation(); go(node); } },
      AA.bdi(AA.short(facts.label(node), 80)));
    const relation = facts.edgeOf[at] >= 0;
    const what = relation ? entity(raw.o[at]) : AA.bdi(AA.short(facts.target(at), 160), "cell");
    const where = facts.with(at) ? [" ", AA.el("span", { class: "count" }, AA.bdi(AA.short(facts.with(at), 80)))] : [];
    const day = facts.published(at), source = AA.source(facts.source(at), 44);
    const line = AA.el("tr", { "data-fact": at },
      AA.el("td", name(0), entity(raw.s[at])),
      AA.el("td", name(1), facts.prop(at).words || "related to"),
      AA.el("td", name(2), what, where),
      AA.el("td", name(3), facts.when(at)),
      AA.el("td", name(4), facts.firm(at)),
      AA.el("td", name(5), source || day ? AA.el("span", {}, source, source && day ? ", " : "", day) : null));
    line.addEventListener("click", (event) => { if (!event.target.closest("a, button") && !String(getSelection())) go(raw.s[at]); });
    return line;
  };
  const show = () => {
    const pages = Math.max(1, Math.ceil(rows.length / perPage));
    page = Math.min(page, pages - 1);
    body.replaceChildren(...rows.slice(page * perPage, (page + 1) * perPage).map(row));
    const turn = (to, name) => AA.el("button", { type: "button", disabled: to < 0 || to >= pages, onclick: () => { page = to; show(); } }, name);
    pager.replaceChildren(...(pages > 1 ? [turn(page - 1, "Previous"),
      AA.el("span", {}, `Page ${(page + 1).toLocaleString("en")} of ${pages.toLocaleString("en")}`), turn(page + 1, "Next")] : []));
    const chosen = scene.picked.size > 1 ? ` about the ${scene.picked.size} chosen` : scene.selected >= 0 ? ` about ${AA.flat(AA.short(facts.label(scene.selected), 60))}` : scene.selectedEdge >= 0 ? " about this relation" : "";
    document.getElementById("rows-count").textContent = `${rows.length.toLocaleString("en")} ${rows.length === 1 ? "fact" : "facts"}${chosen}`;
  };
  const refresh = () => { collect(); show(); };
  // arrow keys go from row to row, as in a list
  body.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const line = event.target.closest("tr");
    const next = line && (event.key === "ArrowDown" ? line.nextElementSibling : line.previousElementSibling);
    if (next) { next.querySelector("button").focus(); event.preventDefault(); }
  });
  heads();
  return { refresh, mark() { page = 0; refresh(); }, rows: () => rows };
};
