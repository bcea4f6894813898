// A page to explore facts: one state (what is shown, what is chosen), and the picture, panel and table that follow it.
AA.extent = (facts, scene, wanted) => {
  const nodes = facts.data.nodes;
  let l = Infinity, r = -Infinity, t = Infinity, b = -Infinity;
  for (let at = 0; at < nodes.id.length; at++) {
    if (wanted ? !wanted.has(at) : !scene.nodeOn[at]) continue;
    l = Math.min(l, nodes.x[at]); r = Math.max(r, nodes.x[at]);
    t = Math.min(t, nodes.y[at]); b = Math.max(b, nodes.y[at]);
  }
  for (const [x, y, wide, high] of wanted || !scene.clusters ? [] : scene.clusters.boxes()) {
    l = Math.min(l, x); r = Math.max(r, x + wide);
    t = Math.min(t, y); b = Math.max(b, y + high);
  }
  if (l > r) return { x: 0, y: 0, width: 400, height: 300 };
  return { x: (l + r) / 2, y: (t + b) / 2, width: Math.max(r - l, 60), height: Math.max(b - t, 60) };
};
AA.room = (width, scene) => (scene.clusters && scene.clusters.boxes().length ? { x: 24, y: 44 } : width < 600 ? { x: 96, y: 96 } : { x: 150, y: 100 });

// ways: what a view does in its own way: `fits(node)` and `fact(at)` narrow what is shown, `overview` fills the panel at rest,
// `title` says what the picture counts, `tip` adds to a tooltip
AA.explore = (makeRenderer, ways = {}) => {
  const data = AA.data(), facts = new AA.Facts(data), nodes = data.nodes, edges = data.edges;
  const byId = (id) => document.getElementById(id);
  const panel = byId("panel"), holder = byId("picture"), tip = byId("tip");
  const many = nodes.id.length > 260, least = nodes.id.length > 2000 ? 1 : many ? 1.8 : 2.5, shrink = many ? 0.85 : 0.72;
  const scene = {
    nodeOn: new Uint8Array(nodes.id.length).fill(1), edgeOn: new Uint8Array(edges.s.length).fill(1), factOn: new Uint8Array(facts.count).fill(1),
    selected: -1, picked: new Set(), selectedEdge: -1, hover: -1, near: null, lit: null, matched: null, colours: AA.palette(data), labelled: 0,
    hollow: new Uint8Array(nodes.id.length),
    // glyphs grow slower than the picture when zoomed in, and never shrink to nothing
    radius(node, scale) { return Math.max(least, nodes.size[node] * Math.min(1.5, Math.pow(scale, shrink))); },
    faint(node) {
      if (this.picked.has(node) || node === this.hover) return false;
      if (this.near) return !this.near.has(node);
      return this.matched !== null && !this.matched.has(node);
    },
  };
  for (let node = 0; node < nodes.id.length; node++) {
    const own = facts.nodeFacts[node], links = facts.nodeEdges[node];
    scene.hollow[node] = own.length + links.length > 0 && own.every((at) => data.facts.m[at] > 0) && links.every((e) => edges.m[e] > 0) ? 1 : 0;
  }

  scene.drawn = scene.nodeOn;
  if (AA.Clusters) scene.clusters = new AA.Clusters(facts, scene);
  const clusters = scene.clusters;

  // what is shown
  const chosen = (id) => {
    const boxes = [...document.querySelectorAll(`#${id} input[type=checkbox]`)];
    return boxes.length ? new Set(boxes.filter((box) => box.checked).map((box) => Number(box.value))) : null;
  };
  const yearBox = byId("year");
  const filter = () => {
    if (ways.before) ways.before();
    const kinds = chosen("kinds"), firm = chosen("modalities"), props = chosen("properties");
    const year = yearBox && !ways.year && Number(yearBox.value) < Number(yearBox.max) ? Number(yearBox.value) : null;
    const kindOn = (node) => !kinds || kinds.has(nodes.kind[node]);
    const filtered = (firm && document.querySelector("#modalities input:not(:checked)")) || year !== null;
    const factFits = (at) => (!firm || firm.has(data.facts.m[at])) && (year === null || facts.year(at) === null || facts.year(at) <= year);
    for (let at = 0; at < facts.count; at++) {
      const edge = facts.edgeOf[at], object = data.facts.o[at];
      scene.factOn[at] = factFits(at) && (!ways.fact || ways.fact(at, facts)) && kindOn(data.facts.s[at]) && (edge < 0 || (kindOn(object) && (!props || props.has(edges.p[edge])))) ? 1 : 0;
    }
    for (let e = 0; e < edges.s.length; e++) {
      let on = 0;
      for (let at = edges.first[e]; at < edges.first[e] + edges.count[e] && !on; at++) on = scene.factOn[at];
      scene.edgeOn[e] = on;
    }
    const narrowed = filtered || (props && document.querySelector("#properties input:not(:checked)"));
    for (let node = 0; node < nodes.id.length; node++) {
      const links = facts.nodeEdges[node], own = facts.nodeFacts[node];
      scene.nodeOn[node] = kindOn(node) && (!ways.fits || ways.fits(node, facts)) && (!narrowed || links.some((e) => scene.edgeOn[e]) || own.some((at) => scene.factOn[at])) ? 1 : 0;
    }
    if (clusters) { clusters.refresh(); groups(); }
    if (scene.selected >= 0 && !scene.nodeOn[scene.selected]) choose(-1);
    if (scene.selectedEdge >= 0 && !scene.edgeOn[scene.selectedEdge]) choose(-1);
    const all = nodes.id.length, now = scene.nodeOn.reduce((sum, flag) => sum + flag, 0);
    byId("shown").textContent = ways.title ? ways.title(facts, scene)
      : now === all ? "" : `${now.toLocaleString("en")} of ${all.toLocaleString("en")} entities`;
    renderer.refresh();
    table.refresh();
    if (scene.selected < 0 && scene.selectedEdge < 0) overview();
  };

  // what is chosen: one entity, or several, the last of which is the one that the panel speaks of when alone
  const neighbours = (node) => {
    const near = new Set([node]);
    for (const e of facts.nodeEdges[node]) if (scene.edgeOn[e]) { near.add(edges.s[e]); near.add(edges.t[e]); }
    return near;
  };
  let writing = false, adding = false;
  const address = () => [...scene.picked].map((node) => encodeURIComponent(nodes.id[node])).join(",");
  const choose = (node, { edge = -1, focus = false, centre = false, hash = true, add = false } = {}) => {
    if (!add || scene.selected < 0) scene.picked.clear();
    if (node >= 0 && add && scene.picked.has(node) && scene.picked.size > 1) {
      scene.picked.delete(node);
      node = [...scene.picked].pop();
    } else if (node >= 0) scene.picked.add(node);
    if (node < 0) adding = false;
    scene.selected = node;
    scene.selectedEdge = edge;
    if (clusters && [...scene.picked].some((one) => clusters.folded[one])) {
      const needed = new Set([...scene.picked].map((one) => clusters.of(one)));
      clusters.set([...clusters.closed].filter((group) => !needed.has(group)));
      clusters.refresh();
      groups();
    }
    scene.near = node >= 0 ? new Set([...scene.picked].flatMap((one) => [...neighbours(one)])) : edge >= 0 ? new Set([edges.s[edge], edges.t[edge]]) : null;
    scene.lit = node >= 0 ? [...new Set([...scene.picked].flatMap((one) => facts.nodeEdges[one]))].filter((e) => scene.edgeOn[e]).slice(0, 80) : edge >= 0 ? [edge] : null;
    if (scene.picked.size > 1) several();
    else if (node >= 0) entity(node);
    else if (edge >= 0) relation(edge);
    else overview();
    panel.scrollTop = 0;
    renderer.refresh();
    if (centre && node >= 0) { if (scene.picked.size > 1) renderer.fit(scene.near); else renderer.centre(node); }
    table.mark();
    if (hash) {
      writing = true;
      try { history.replaceState(null, "", `#${address()}`); } catch (err) { /* a frame without an address */ }
      writing = false;
    }
    if (ways.chosen) ways.chosen(node, facts);
    if (focus) {
      const title = panel.querySelector(".panel-title");
      if (title) title.focus({ preventScroll: false });
      if (matchMedia("(max-width: 720px)").matches) panel.scrollIntoView({ block: "start" });
    }
    if (node >= 0) AA.say(scene.picked.size > 1 ? `${scene.picked.size} entities chosen` : `${AA.flat(AA.short(facts.label(node), 100))}: ${facts.nodeFacts[node].length} figures and dates, ${facts.nodeEdges[node].length} relations`);
  };
  const go = (node) => choose(node, { focus: true, centre: true, add: adding });
  const back = () => AA.el("div", { class: "panel-tools" },
    AA.el("button", { type: "button", class: "quiet", onclick: () => choose(-1) }, "Back to the overview"),
    scene.selected >= 0 && !ways.still ? AA.el("button", { type: "button", class: "quiet", onclick: () => renderer.fit(scene.near) }, scene.picked.size > 1 ? "Zoom to them" : "Zoom to its links") : null,
    scene.selected >= 0 && clusters ? AA.el("button", { type: "button", class: "quiet", "aria-pressed": String(adding), title: "Or hold Shift while clicking",
      onclick: (event) => { adding = !adding; event.target.setAttribute("aria-pressed", String(adding)); event.target.textContent = adding ? "Choose another …" : "Add another"; } }, adding ? "Choose another …" : "Add another") : null);
  // several: each by name, and what is said between them
  const several = () => {
    const among = edges.s.map((_, e) => e).filter((e) => scene.edgeOn[e] && scene.picked.has(edges.s[e]) && scene.picked.has(edges.t[e]));
    const said = among.flatMap((e) => Array.from({ length: edges.count[e] }, (_, n) => edges.first[e] + n));
    panel.replaceChildren(AA.el("h2", { class: "panel-title", tabindex: "-1" }, `${scene.picked.size} chosen`), back(),
      AA.el("ul", { class: "facts" }, [...scene.picked].map((node) => AA.el("li", { class: "said" }, AA.svg(facts.kind(node).path, facts.kind(node)), " ",
        AA.el("button", { type: "button", class: "link", onclick: () => { adding = false; go(node); } }, AA.bdi(AA.short(facts.label(node), 90))), " ",
        AA.el("button", { type: "button", class: "quiet", "aria-label": `Leave out ${AA.flat(AA.short(facts.label(node), 60))}`, onclick: () => choose(node, { add: true, focus: true }) }, "leave out")))),
      AA.el("section", {}, AA.el("h3", {}, `Between them (${said.length})`), said.length ? facts.list(said, -1, go) : AA.el("p", { class: "hint" }, "Nothing links them directly.")));
  };
  const entity = (node) => {
    const own = facts.newest(facts.nodeFacts[node]), links = facts.nodeEdges[node];
    const said = links.flatMap((e) => Array.from({ length: edges.count[e] }, (_, n) => edges.first[e] + n));
    const about = facts.mentions ? facts.mentions[node] : [];
    panel.replaceChildren(...facts.heading(node).filter(Boolean), back(),
      ...[["Figures and dates", own], ["Relations", said], ["Named in", about]].filter(([, list]) => list.length)
        .map(([name, list]) => AA.el("section", {}, AA.el("h3", {}, `${name} (${list.length})`), facts.list(list, node, go))));
  };
  const relation = (e) => {
    const list = Array.from({ length: edges.count[e] }, (_, n) => edges.first[e] + n);
    panel.replaceChildren(AA.el("p", { class: "panel-kind" }, "Relation"),
      AA.el("h2", { class: "panel-title", tabindex: "-1" }, AA.bdi(AA.short(facts.label(edges.s[e]), 90)), ` ${data.properties[edges.p[e]].words} `,
        AA.bdi(AA.short(facts.label(edges.t[e]), 90))),
      back(), AA.el("section", {}, facts.list(list, -1, go)));
  };
  const bars = (title, rows, words, said) => {
    if (!rows.length) return null;
    const most = Math.max(...rows.map((row) => row[1]));
    return AA.el("section", {}, AA.el("h3", {}, title), AA.el("ul", { class: "bars" }, rows.map(([node, amount], at) => {
      const line = AA.el("i", {});
      line.style.width = `${Math.max(2, (100 * amount) / most)}%`;
      line.style.setProperty("--tint", AA.dark() ? facts.kind(node).dark : facts.kind(node).light);
      return AA.el("li", {}, AA.el("button", { type: "button", class: "link", onclick: () => go(node) }, AA.bdi(AA.short(facts.label(node), 60))),
        AA.el("span", { class: "amount" }, said ? said[at] : words(amount)), AA.el("span", { class: "bar-line", "aria-hidden": "true" }, line));
    })));
  };
  const overview = () => {
    if (ways.hint) {
      return void panel.replaceChildren(AA.el("h2", { class: "panel-title", tabindex: "-1" }, "What it says"), AA.el("p", { class: "hint" }, ways.hint));
    }
    if (ways.overview) return void panel.replaceChildren(...ways.overview(facts, scene, bars).filter(Boolean));
    const shown = nodes.id.map((_, at) => at).filter((at) => scene.nodeOn[at]);
    const live = new Int32Array(nodes.id.length);
    for (let e = 0; e < edges.s.length; e++) if (scene.edgeOn[e]) { live[edges.s[e]]++; live[edges.t[e]]++; }
    const hubs = shown.filter((at) => live[at]).sort((a, b) => live[b] - live[a] || a - b).slice(0, 6).map((at) => [at, live[at]]);
    const plants = nodes.capacity && nodes.capacity.length
      ? shown.filter((at) => nodes.capacity[at]).sort((a, b) => nodes.capacity[b] - nodes.capacity[a] || a - b).slice(0, 6).map((at) => [at, nodes.capacity[at]]) : [];
    panel.replaceChildren(AA.el("h2", { class: "panel-title", tabindex: "-1" }, "At a glance"),
      AA.el("p", { class: "hint" }, "Choose an entity in the picture, the search or the table to see what is said about it, by whom and how firmly."),
      ...[bars("Most relations", hubs, (n) => n.toLocaleString("en")),
        bars("Largest plants, vehicles a year", plants, (n) => n.toLocaleString("en"))].filter(Boolean));
  };

  // hovering
  const showTip = (spot, ...content) => {
    tip.replaceChildren(...content);
    tip.hidden = false;
    const wide = holder.clientWidth, high = holder.clientHeight;
    tip.style.left = `${Math.max(4, Math.min(spot.x + 14, wide - tip.offsetWidth - 8))}px`;
    tip.style.top = `${spot.y + 18 + tip.offsetHeight > high ? Math.max(4, spot.y - tip.offsetHeight - 12) : spot.y + 18}px`;
  };
  const on = {
    node: (node, add) => (add || adding ? choose(node, { add: true }) : choose(node === scene.selected && scene.picked.size < 2 ? -1 : node)),
    group(group) { clusters.toggle(group); regroup(); },
    hoverGroup(group, spot) {
      holder.style.cursor = "pointer";
      const count = clusters.counts[group];
      showTip(spot, AA.el("b", {}, AA.bdi(clusters.label(group))), `${count.toLocaleString("en")} ${count === 1 ? "entity" : "entities"} · ${clusters.closed.has(group) ? "open" : "close"} it`);
    },
    edge: (edge) => choose(-1, { edge }),
    nothing: () => { if (scene.selected >= 0 || scene.selectedEdge >= 0) choose(-1); },
    hover(node, spot) {
      holder.style.cursor = node >= 0 ? "pointer" : "";
      if (scene.hover !== node) { scene.hover = node; renderer.redraw(); }
      if (node < 0) { tip.hidden = true; return; }
      const capacity = nodes.capacity && nodes.capacity[node] ? `${nodes.capacity[node].toLocaleString("en")} vehicles a year · ` : "";
      const links = facts.nodeEdges[node].length;
      showTip(spot, AA.el("b", {}, AA.bdi(AA.short(facts.label(node), 90))), `${facts.kind(node).name} · ${ways.tip ? ways.tip(node) : `${capacity}${links} ${links === 1 ? "relation" : "relations"}`}`);
    },
    go: (node) => go(node),
    words(text, spot) { showTip(spot, AA.bdi(text)); },
    hoverEdge(edge, spot) {
      holder.style.cursor = "pointer";
      const firm = data.firmness[edges.m[edge]];
      showTip(spot, AA.bdi(AA.short(facts.label(edges.s[edge]), 60)), ` ${data.properties[edges.p[edge]].words} `,
        AA.bdi(AA.short(facts.label(edges.t[edge]), 60)), firm === "actual" ? "" : ` (${firm})`);
    },
  };

  const renderer = makeRenderer(holder, facts, scene, on);
  const table = AA.factTable(facts, scene, { go, choose });
  const groups = clusters ? AA.clusterControls(facts, scene, clusters, (moved) => regroup(moved)) : null;
  const regroup = (moved) => {
    if (scene.selected >= 0 && clusters.folded[scene.selected]) choose(-1);
    filter();
    if (moved) renderer.fit();
    if (groups) groups();
  };
  const search = AA.search(facts, scene, { go, changed: () => { renderer.refresh(); table.refresh(); } });

  for (const id of ["kinds", "modalities", "properties", ...(ways.sets || [])]) { const set = byId(id); if (set) set.addEventListener("change", filter); }
  if (yearBox) yearBox.addEventListener("input", () => { byId("year-shown").textContent = yearBox.value; filter(); });
  // a list of facts chosen from outside: a passage of a text, a bar of a chart
  const pick = (list, title, content, focus) => {
    choose(-1, { hash: false });
    scene.near = new Set(list.flatMap((at) => [data.facts.s[at], ...(data.facts.o[at] >= 0 ? [data.facts.o[at]] : [])]));
    scene.lit = [...new Set(list.map((at) => facts.edgeOf[at]).filter((e) => e >= 0))];
    panel.replaceChildren(AA.el("h2", { class: "panel-title", tabindex: "-1" }, title), back(), ...content(go));
    panel.scrollTop = 0;
    renderer.refresh();
    if (focus) panel.querySelector(".panel-title").focus();
    if (matchMedia("(max-width: 900px)").matches) panel.scrollIntoView({ block: "start" });
  };
  if (byId("reset")) byId("reset").addEventListener("click", () => {
    document.querySelectorAll("#filters input[type=checkbox]").forEach((box) => { box.checked = true; });
    if (yearBox) { yearBox.value = yearBox.dataset.rest || yearBox.max; byId("year-shown").textContent = yearBox.value; }
    if (ways.reset) ways.reset();
    search.clear();
    if (clusters) clusters.set([]);
    filter();
    renderer.fit();
  });
  if (byId("zoom-in")) {
    byId("zoom-in").addEventListener("click", () => renderer.zoom(1.35));
    byId("zoom-out").addEventListener("click", () => renderer.zoom(1 / 1.35));
    byId("fit").addEventListener("click", () => renderer.fit());
  }
  if (byId("zoom-in")) holder.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key];
    if (step) renderer.pan(...step);
    else if (event.key === "+" || event.key === "=") renderer.zoom(1.35);
    else if (event.key === "-") renderer.zoom(1 / 1.35);
    else if (event.key === "0") renderer.fit();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (scene.selected >= 0 || scene.selectedEdge >= 0) && event.target.id !== "search") choose(-1);
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { byId("search").focus(); event.preventDefault(); }
  });
  const selection = () => [...scene.picked].slice(0, 4).map((node) => AA.short(facts.label(node), 40)).join(", ");
  byId("csv").addEventListener("click", () => {
    AA.saveCsv(facts, table.rows(), selection() || data.title);
  });
  byId("png").addEventListener("click", async () => {
    if (clusters && scene.near) renderer.fit(scene.near);
    AA.savePng(facts, scene, await renderer.canvas(), selection() || data.title, () => AA.say("Picture saved"));
  });
  AA.onTheme(() => { scene.colours = AA.palette(data); renderer.refresh(); if (scene.selected < 0 && scene.selectedEdge < 0) overview(); });
  AA.printed.push(() => renderer.paper && renderer.paper());

  const follow = () => {
    if (writing) return;
    let wanted = [];
    try { wanted = location.hash.slice(1).split(",").map(decodeURIComponent); } catch (err) { return; }
    const found = wanted.map((id) => (id ? nodes.id.indexOf(id) : -1)).filter((node) => node >= 0);
    found.forEach((node, at) => choose(node, { centre: at === found.length - 1, hash: false, add: at > 0 }));
  };
  addEventListener("hashchange", follow);
  if (byId("filters") && matchMedia("(max-width: 720px)").matches) byId("filters").open = false;
  filter();
  renderer.fit();
  if (data.focus >= 0) choose(data.focus, { hash: false });
  follow();
  // a frame in a notebook or a turned phone changes the room there is
  let size = holder.clientWidth;
  new ResizeObserver(() => { if (Math.abs(holder.clientWidth - size) > 40) { size = holder.clientWidth; renderer.fit(); } }).observe(holder);
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
  AA.now = { facts, scene, renderer, pick, go };
};
