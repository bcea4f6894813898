// Groups of a network: where they stand, which are closed, and what then stands for them: one disc, and one line
// to wherever its members' relations lead, the wider the more they are.
AA.Clusters = class {
  constructor(facts, scene) {
    const { nodes, edges, arrangements } = facts.data;
    this.facts = facts;
    this.scene = scene;
    this.ways = arrangements || [];
    // the places of the first are the entities' own
    if (this.ways.length) Object.assign(this.ways[0], { x: nodes.x.slice(), y: nodes.y.slice() });
    this.folded = new Uint8Array(nodes.id.length);
    this.weight = new Uint32Array(edges.s.length).fill(1);
    this.drawn = new Uint8Array(nodes.id.length).fill(1);
    this.closed = new Set();
    this.use(0);
  }
  use(at) {
    if (this.way) this.keep();
    this.way = this.ways[at] || { group: [], groups: [], axis: [] };
    this.closed.clear();
    this.counts = this.way.groups.map(() => 0);
    this.place();
  }
  get size() { return this.way.groups.length; }
  label(group) { return this.way.groups[group].label; }
  of(node) { return this.size ? this.way.group[node] : -1; }
  // an entity that was dragged stays where it is when its group opens again
  keep() {
    if (!this.way.x) return;
    const nodes = this.facts.data.nodes;
    for (let node = 0; node < nodes.id.length; node++) if (!this.folded[node]) { this.way.x[node] = nodes.x[node]; this.way.y[node] = nodes.y[node]; }
  }
  place() {
    const { way } = this, nodes = this.facts.data.nodes, sums = way.groups.map(() => [0, 0, 0]);
    if (!way.x) return;
    for (let node = 0; node < nodes.id.length && this.size; node++) {
      const sum = sums[way.group[node]];
      sum[0] += way.x[node]; sum[1] += way.y[node]; sum[2]++;
    }
    this.middles = way.groups.map(({ box }, at) => (box ? [box[0] + box[2] / 2, box[1] + box[3] / 2] : [sums[at][0] / sums[at][2], sums[at][1] / sums[at][2]]));
    for (let node = 0; node < nodes.id.length; node++) {
      this.folded[node] = this.size && this.closed.has(way.group[node]) ? 1 : 0;
      [nodes.x[node], nodes.y[node]] = this.folded[node] ? this.middles[way.group[node]] : [way.x[node], way.y[node]];
    }
  }
  toggle(group) { this.set(this.closed.has(group) ? [...this.closed].filter((at) => at !== group) : [...this.closed, group]); }
  set(groups) {
    this.keep();
    this.closed = new Set(groups);
    this.place();
  }
  // after each change of what is shown
  refresh() {
    const { scene, weight, drawn, folded } = this, { edges, nodes } = this.facts.data;
    this.counts.fill(0);
    for (let node = 0; node < nodes.id.length; node++) {
      drawn[node] = scene.nodeOn[node] && !folded[node] ? 1 : 0;
      if (this.size && scene.nodeOn[node]) this.counts[this.way.group[node]]++;
    }
    scene.drawn = drawn;
    weight.fill(1);
    if (!this.closed.size) return;
    const first = new Map(), end = (node) => (folded[node] ? -1 - this.way.group[node] : node);
    for (let e = 0; e < edges.s.length; e++) {
      if (!scene.edgeOn[e]) continue;
      const a = end(edges.s[e]), b = end(edges.t[e]);
      if (a >= 0 && b >= 0) continue;
      if (a === b) { weight[e] = 0; continue; }
      const key = a < b ? `${a}/${b}` : `${b}/${a}`, held = first.get(key);
      if (held === undefined) first.set(key, e);
      else { weight[held]++; weight[e] = 0; }
    }
  }
  // relations between groups run together on their way: the two points that draw a line towards the middles
  pull(e) {
    const { way } = this, { edges, nodes } = this.facts.data, a = this.of(edges.s[e]), b = this.of(edges.t[e]);
    if (a === b || a < 0 || way.axis.length || !way.groups[a].box) return null;
    const toward = (node, [x, y]) => [nodes.x[node] * 0.25 + x * 0.75, nodes.y[node] * 0.25 + y * 0.75];
    return [...toward(edges.s[e], this.middles[a]), ...toward(edges.t[e], this.middles[b])];
  }
  radius(group, scale) { return (9 + 2.4 * Math.sqrt(this.counts[group])) * Math.min(1.6, Math.max(0.55, Math.pow(scale, 0.4))); }
  boxes() { return this.way.groups.map(({ box }) => box).filter((box, at) => box && this.counts[at]); }
  spot(group, view) { const [x, y] = this.middles[group]; return [x * view.scale + view.x, y * view.scale + view.y]; }
  frame(group, view) {
    const box = this.way.groups[group].box;
    return box && [box[0] * view.scale + view.x, box[1] * view.scale + view.y, box[2] * view.scale, box[3] * view.scale];
  }
  // the name of an open group, at the upper left of its frame, in pixels
  caption(ctx, group, view) {
    const frame = this.frame(group, view);
    if (!frame || this.closed.has(group) || !this.counts[group] || frame[2] < 48) return null;
    ctx.font = `600 13px ${this.scene.colours.sans}`;
    const fits = (text, room) => ctx.measureText(text).width <= room, name = this.label(group), room = frame[2] - 12;
    let text = `${name}  ${this.counts[group].toLocaleString("en")}`;
    if (!fits(text, room)) text = name;
    // a name may stand out of its frame a little, rather than be cut
    for (let length = name.length - 1; length > 3 && !fits(text, room * 1.7); length--) text = AA.short(name, length);
    return { text, x: frame[0] + 8, y: frame[1] + 13, wide: ctx.measureText(text).width };
  }
  under(ctx, view) {
    const colours = this.scene.colours;
    ctx.lineWidth = 1;
    this.way.groups.forEach((_, group) => {
      const frame = this.frame(group, view);
      if (!frame || this.closed.has(group) || !this.counts[group]) return;
      ctx.beginPath();
      ctx.roundRect(...frame, 8);
      ctx.fillStyle = colours.wash;
      ctx.fill();
    });
    ctx.strokeStyle = colours.rule;
    for (const { x } of this.way.axis) {
      const at = Math.round(x * view.scale + view.x) + 0.5;
      ctx.beginPath();
      ctx.moveTo(at, 0);
      ctx.lineTo(at, view.height);
      ctx.stroke();
    }
  }
  over(ctx, view) {
    const colours = this.scene.colours, sans = colours.sans;
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    const write = (text, x, y, align, colour, wide = 4) => {
      ctx.textAlign = align;
      ctx.strokeStyle = colours.paper;
      ctx.lineWidth = wide;
      ctx.strokeText(text, x, y);
      ctx.fillStyle = colour;
      ctx.fillText(text, x, y);
    };
    for (const group of this.closed) {
      if (!this.counts[group]) continue;
      const [x, y] = this.spot(group, view), radius = this.radius(group, view.scale);
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, 7);
      ctx.fillStyle = colours.accent;
      ctx.fill();
      ctx.strokeStyle = colours.paper;
      ctx.lineWidth = 2;
      ctx.stroke();
      ctx.font = `650 12px ${sans}`;
      ctx.textAlign = "center";
      ctx.fillStyle = colours.paper;
      ctx.fillText(this.counts[group].toLocaleString("en"), x, y + 0.5);
      ctx.font = `600 13px ${sans}`;
      write(this.label(group), x, y + radius + 11, "center", colours.ink);
    }
    this.way.groups.forEach((_, group) => {
      const caption = this.caption(ctx, group, view);
      if (caption) write(caption.text, caption.x, caption.y, "left", colours.soft);
    });
    ctx.font = `600 12px ${sans}`;
    let free = -Infinity;
    for (const { x, words } of this.way.axis) {
      const at = x * view.scale + view.x + 4, wide = ctx.measureText(words).width;
      if (at < free || at > view.width) continue;
      write(words, at, 12, "left", colours.ink, 5);
      free = at + wide + 8;
    }
  }
  // what labels have to keep clear of
  taken(ctx, view) {
    const found = this.way.axis.length ? [[0, 0, view.width, 20]] : [];
    this.way.groups.forEach((_, group) => {
      const caption = this.caption(ctx, group, view);
      if (caption) found.push([caption.x - 2, caption.y - 9, caption.x + caption.wide + 4, caption.y + 9]);
      if (!this.closed.has(group) || !this.counts[group]) return;
      const [x, y] = this.spot(group, view), radius = this.radius(group, view.scale), half = this.label(group).length * 3.8;
      found.push([x - radius, y - radius, x + radius, y + radius], [x - half, y + radius + 2, x + half, y + radius + 20]);
    });
    return found;
  }
  // the group whose disc or name lies under a point
  at(ctx, x, y, view) {
    for (let group = 0; group < this.size; group++) {
      if (this.closed.has(group)) {
        const [cx, cy] = this.spot(group, view);
        if (this.counts[group] && Math.hypot(x - cx, y - cy) <= this.radius(group, view.scale) + 2) return group;
        continue;
      }
      const caption = this.caption(ctx, group, view);
      if (caption && x >= caption.x - 4 && x <= caption.x + caption.wide + 4 && Math.abs(y - caption.y) <= 11) return group;
    }
    return -1;
  }
};

// The controls: how the picture is arranged, and a button for each group that closes and opens it.
AA.clusterControls = (facts, scene, clusters, changed) => {
  const list = document.getElementById("clusters"), ways = document.getElementById("arrangements");
  const draw = () => {
    if (!list) return;
    list.hidden = !clusters.size;
    const holder = list.querySelector(".cluster-list");
    holder.replaceChildren(...clusters.way.groups.map((group, at) => AA.el("button", {
      type: "button", class: "cluster", "aria-pressed": String(clusters.closed.has(at)), disabled: !clusters.counts[at],
      onclick: () => { clusters.toggle(at); changed(); },
    }, AA.el("span", { class: "sign", "aria-hidden": "true" }, clusters.closed.has(at) ? "+" : "−"), AA.el("span", {}, AA.bdi(group.label)),
    AA.el("span", { class: "count" }, clusters.counts[at].toLocaleString("en")))));
  };
  if (list) {
    document.getElementById("close-all").addEventListener("click", () => { clusters.set(clusters.way.groups.map((_, at) => at)); changed(); });
    document.getElementById("open-all").addEventListener("click", () => { clusters.set([]); changed(); });
  }
  if (ways) ways.addEventListener("change", (event) => { clusters.use(Number(event.target.value)); changed(true); });
  return draw;
};
