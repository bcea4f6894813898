// The map: the world is an SVG made beforehand; here it is moved, its dots follow the filters, its names find room.
AA.map = () => {
  const byId = (id) => document.getElementById(id);
  let own = null, siteOf = null, status = null;
  const yearBox = byId("year"), period = byId("period");
  const chosen = (id) => new Set([...document.querySelectorAll(`#${id} input:checked`)].map((box) => box.value));
  const statusOn = (site, year) => site.status[year - own.first];
  let year = 0, layers = new Set(), statuses = new Set(), makers = new Set();
  const read = () => {
    year = Number(yearBox.value);
    layers = chosen("layers");
    statuses = chosen("statuses");
    makers = chosen("makers");
    own.sites.forEach((site, at) => { status[at] = statusOn(site, year); });
  };
  const shown = (site, at) => layers.has("sites") && status[at] >= 0 && statuses.has(String(status[at])) && makers.has(String(site.maker));

  const makeRenderer = (holder, facts, scene, on) => {
    own = facts.data.map;
    siteOf = new Map(own.sites.map((site, at) => [site.node, at]));
    status = new Int8Array(own.sites.length);
    const svg = byId("map"), world = byId("world"), dots = byId("dots"), names = byId("names");
    svg.removeAttribute("viewBox");
    const space = "http://www.w3.org/2000/svg";
    const make = (tag, attrs, ...inside) => {
      const node = document.createElementNS(space, tag);
      for (const [name, value] of Object.entries(attrs)) node.setAttribute(name, value);
      node.append(...inside);
      return node;
    };
    const most = Math.max(1, ...own.sites.map((site) => site.size));
    const base = own.sites.map((site) => (site.size ? 3.2 + 11 * Math.sqrt(site.size / most) : 3.2));
    const order = own.sites.map((_, at) => at).sort((a, b) => base[b] - base[a] || a - b);
    const marks = [];
    for (const at of order) {
      const site = own.sites[at], maker = own.makers[site.maker];
      const mark = make("g", { class: "dot", "data-site": at }, make("circle", {}), make("path", { d: "M0 0" }));
      mark.style.setProperty("--maker-light", maker ? maker.light : "var(--grey)");
      mark.style.setProperty("--maker-dark", maker ? maker.dark : "var(--grey)");
      marks[at] = mark;
      dots.append(mark);
    }
    const view = { scale: 1, x: 0, y: 0, width: 0, height: 0 };
    const radius = (at) => base[at] * Math.min(2.2, Math.pow(view.scale, 0.35));
    const place = (at) => [own.sites[at].x * view.scale + view.x, own.sites[at].y * view.scale + view.y];
    const canvasPen = document.createElement("canvas").getContext("2d");
    const wide = new Map();
    const width = (text) => {
      if (!wide.has(text)) { canvasPen.font = `500 12px ${AA.colour("sans")}`; wide.set(text, canvasPen.measureText(text).width); }
      return wide.get(text);
    };
    const label = () => {
      const boxes = [];
      const free = (x, y, half) => {
        const box = [x - half, y - 8, x + half, y + 8];
        if (box[0] < 2 || box[1] < 2 || box[2] > view.width - 2 || box[3] > view.height - 2) return false;
        if (boxes.some((b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1])) return false;
        boxes.push(box);
        return true;
      };
      const seen = order.filter((at) => marks[at].style.display !== "none" && !marks[at].classList.contains("faint"));
      const inside = seen.filter((at) => { const [x, y] = place(at); return x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20; });
      const room = [];
      const first = inside.filter((at) => own.sites[at].node === scene.selected);
      const clear = inside.length < 90, most = Math.max(6, Math.round(view.width * view.height / 45000));
      // in a crowd only the larger dots are kept clear, and only the largest are named
      (clear ? inside : inside.slice(0, 60)).forEach((at) => { const [x, y] = place(at), r = radius(at) - 2; boxes.push([x - r, y - r, x + r, y + r]); });
      for (const at of [...first, ...inside.slice(0, clear ? 90 : 40)]) {
        if (room.length >= (clear ? 60 : most) || room.some((node) => node.dataset.at === String(at))) continue;
        const [x, y] = place(at), text = facts.shortLabel(own.sites[at].node), half = width(text) / 2 + 3, r = radius(at);
        const spot = [[x + r + half, y], [x - r - half, y], [x, y + r + 9], [x, y - r - 9]].find(([cx, cy]) => free(cx, cy, half));
        if (!spot) continue;
        const node = make("text", { x: spot[0], y: spot[1], "text-anchor": "middle", "dominant-baseline": "central" }, text);
        node.dataset.at = at;
        if (own.sites[at].node === scene.selected) node.setAttribute("class", "strong");
        room.push(node);
      }
      for (const path of world.querySelectorAll(".land")) {
        const text = path.dataset.country;
        if (path.dataset.wide * view.scale < width(text) * 1.1) continue;
        const x = path.dataset.x * view.scale + view.x, y = path.dataset.y * view.scale + view.y;
        if (!free(x, y, width(text) / 2)) continue;
        room.push(make("text", { x, y, class: "country", "text-anchor": "middle", "dominant-baseline": "central" }, text));
      }
      names.replaceChildren(...room);
      scene.labelled = room.length;
    };
    let waiting = false;
    const draw = () => {
      waiting = false;
      world.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.scale})`);
      for (let at = 0; at < marks.length; at++) {
        const [x, y] = place(at), r = radius(at);
        marks[at].setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
        marks[at].firstChild.setAttribute("r", r.toFixed(1));
        marks[at].lastChild.setAttribute("transform", `scale(${(r / 4).toFixed(2)})`);
      }
      label();
    };
    const later = () => { if (!waiting) { waiting = true; requestAnimationFrame(draw); } };
    const keep = () => { // never lose the world
      const wideWorld = own.width * view.scale, highWorld = own.height * view.scale;
      view.x = Math.max(Math.min(view.x, view.width * 0.6), view.width * 0.4 - wideWorld);
      view.y = Math.max(Math.min(view.y, view.height * 0.6), view.height * 0.4 - highWorld);
    };
    const least = () => Math.min(view.width / own.width, view.height / own.height) * 0.9;
    const zoomAt = (x, y, by) => {
      const scale = Math.max(least(), Math.min(60, view.scale * by)), real = scale / view.scale;
      view.x = x - (x - view.x) * real;
      view.y = y - (y - view.y) * real;
      view.scale = scale;
      keep();
      later();
    };
    const measure = () => { view.width = holder.clientWidth; view.height = holder.clientHeight; };
    const api = {
      refresh() {
        read();
        svg.classList.toggle("tinted", layers.has("presence"));
        byId("flows").style.display = layers.has("flows") ? "" : "none";
        if (period) {
          byId("period-row").hidden = !layers.has("flows");
          for (const arcs of byId("flows").children) arcs.style.display = arcs.dataset.period === period.value ? "" : "none";
        }
        byId("shades").hidden = !layers.has("presence");
        const byMaker = chosen("colouring").has("maker");
        const land = scene.selected >= 0 ? facts.label(scene.selected) : "";
        for (const path of world.querySelectorAll(".land")) path.classList.toggle("chosen-land", path.dataset.country === land);
        own.sites.forEach((site, at) => {
          const mark = marks[at], visible = scene.nodeOn[site.node] && shown(site, at);
          mark.style.display = visible ? "" : "none";
          if (visible) {
            mark.lastChild.setAttribute("d", own.signs[status[at]]);
            mark.setAttribute("class", `dot s${status[at]}${byMaker ? " by-maker" : ""}${site.node === scene.selected ? " chosen" : ""}${scene.faint(site.node) ? " faint" : ""}`);
          }
        });
        later();
      },
      redraw() {},
      fit(wanted) {
        measure();
        const spots = own.sites.filter((site, at) => (wanted ? wanted.has(site.node) : true) && marks[at].style.display !== "none");
        let box = [0, 0, own.width, own.height];
        if (spots.length) {
          const xs = spots.map((site) => site.x), ys = spots.map((site) => site.y);
          box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
        }
        const room = view.width < 600 ? 50 : 120, w = Math.max(box[2] - box[0], wanted ? 30 : 1), h = Math.max(box[3] - box[1], wanted ? 20 : 1);
        view.scale = Math.min((view.width - room) / w, (view.height - room) / h, 24);
        view.x = view.width / 2 - ((box[0] + box[2]) / 2) * view.scale;
        view.y = view.height / 2 - ((box[1] + box[3]) / 2) * view.scale;
        draw();
      },
      zoom(by) { zoomAt(view.width / 2, view.height / 2, by); },
      pan(dx, dy) { view.x -= dx; view.y -= dy; keep(); later(); },
      centre(node) {
        if (!siteOf.has(node)) { if (scene.near && [...scene.near].some((other) => siteOf.has(other))) api.fit(scene.near); return; }
        const site = own.sites[siteOf.get(node)];
        view.scale = Math.max(view.scale, 4);
        view.x = view.width / 2 - site.x * view.scale;
        view.y = view.height / 2 - site.y * view.scale;
        later();
      },
      screen(node) { const [x, y] = place(siteOf.get(node)); return { x, y }; },
      svg() { draw(); return AA.svgText(svg, view.width, view.height); },
      canvas() { return AA.svgCanvas(api.svg(), view.width, view.height); },
      // on paper the sheet is as wide as it is, not as the screen was
      paper() {
        draw();
        svg.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`);
        return () => svg.removeAttribute("viewBox");
      },
      labelled: () => names.children.length,
    };

    // dragging, pinching, the wheel
    const pointers = new Map();
    let wandered = 0;
    const spot = (event) => { const box = svg.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; };
    svg.addEventListener("pointerdown", (event) => { pointers.set(event.pointerId, spot(event)); wandered = 0; });
    addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const at = spot(event), dx = at.x - before.x, dy = at.y - before.y;
      wandered += Math.abs(dx) + Math.abs(dy);
      if (pointers.size === 2) {
        const other = [...pointers.entries()].find(([id]) => id !== event.pointerId)[1];
        view.x += dx / 2; view.y += dy / 2;
        zoomAt((at.x + other.x) / 2, (at.y + other.y) / 2, Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y)));
      } else if (wandered > 4) { on.hover(-1); api.pan(-dx, -dy); }
      pointers.set(event.pointerId, at);
    });
    const lift = (event) => pointers.delete(event.pointerId);
    addEventListener("pointerup", lift);
    addEventListener("pointercancel", lift);
    svg.addEventListener("click", (event) => {
      if (wandered > 4) return;
      const mark = event.target.closest(".dot"), land = event.target.closest(".land");
      const at = spot(event);
      let best = mark ? Number(mark.dataset.site) : -1, near = 14;
      if (best < 0) own.sites.forEach((_, n) => {
        if (marks[n].style.display === "none") return;
        const [x, y] = place(n), far = Math.hypot(x - at.x, y - at.y) - radius(n);
        if (far < near && matchMedia("(pointer: coarse)").matches) { near = far; best = n; }
      });
      if (best >= 0) on.node(own.sites[best].node);
      else if (land && own.countryNode[land.dataset.country] >= 0) on.node(own.countryNode[land.dataset.country]);
      else on.nothing();
    });
    svg.addEventListener("pointermove", (event) => {
      if (pointers.size) return;
      const mark = event.target.closest(".dot");
      if (mark) on.hover(own.sites[Number(mark.dataset.site)].node, spot(event));
      else if (event.target.dataset && event.target.dataset.place) on.words(`${event.target.dataset.place}: ${event.target.dataset.words}`, spot(event));
      else if (event.target.dataset && event.target.dataset.country && layers.has("presence")) {
        const many = Number(event.target.dataset.makers);
        on.words(`${event.target.dataset.country}: ${many} ${many === 1 ? "maker" : "makers"}`, spot(event));
      } else on.hover(-1);
    });
    svg.addEventListener("pointerleave", () => on.hover(-1));
    svg.addEventListener("wheel", (event) => {
      const at = spot(event);
      zoomAt(at.x, at.y, Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)));
      event.preventDefault();
    }, { passive: false });
    if (period) period.addEventListener("change", () => api.refresh());
    measure();
    read();
    byId("svg").addEventListener("click", () => AA.save(AA.fileName(facts.data.title, ".svg"), new Blob([api.svg()], { type: "image/svg+xml" })));
    return api;
  };

  AA.explore(makeRenderer, {
    year: true,
    sets: ["layers", "statuses", "makers", "colouring"],
    fits: (node) => !siteOf.has(node) || shown(own.sites[siteOf.get(node)], siteOf.get(node)),
    before: read,
    fact: (at, facts) => {
      const raw = facts.data.facts, site = siteOf.get(raw.s[at]) ?? siteOf.get(facts.edgeOf[at] >= 0 ? raw.o[at] : -1);
      return site === undefined ? true : shown(own.sites[site], site);
    },
    reset() { document.querySelectorAll("#layers input").forEach((box) => { box.checked = box.value === "sites"; }); if (period) period.value = "0"; document.querySelector("#colouring input").checked = true; },
    title: () => { const now = own.sites.filter((site, at) => shown(site, at)).length; return `${now.toLocaleString("en")} facilities at the end of ${year}`; },
    tip: (node) => {
      const at = siteOf.get(node), site = own.sites[at];
      return `${own.statuses[status[at]]}${site.size ? ` · ${site.size.toLocaleString("en")} vehicles a year${site.planned ? " planned" : ""}` : ""}`;
    },
    overview(facts, scene, bars) {
      const times = new Map(), amounts = new Map();
      own.sites.forEach((site, at) => {
        if (!shown(site, at)) return;
        if (site.country >= 0) times.set(site.country, (times.get(site.country) || 0) + 1);
        for (const maker of site.operators) amounts.set(maker, (amounts.get(maker) || 0) + 1);
      });
      const top = (map) => [...map.entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 7);
      const large = own.sites.map((site, at) => [site, at]).filter(([site, at]) => site.size && !site.planned && shown(site, at) && status[at] === 0)
        .sort((a, b) => b[0].size - a[0].size || a[1] - b[1]).slice(0, 6).map(([site]) => [site.node, site.size]);
      const plain = (n) => n.toLocaleString("en");
      return [AA.el("h2", { class: "panel-title", tabindex: "-1" }, "At a glance"),
        AA.el("p", { class: "hint" }, "Choose a facility, a country or a maker to see what is said about it, by whom and how firmly."),
        bars("Facilities by country", top(times), plain), bars("Facilities by who runs them", top(amounts), plain),
        bars("Largest in operation, vehicles a year", large, plain)];
    },
  });
};
AA.map();
