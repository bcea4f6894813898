// Glyphs and labels on a canvas. Labels keep their size at any zoom and never cover each other: the more
// important entity wins, the others come up as one zooms in.
AA.glyphs = (data) => data.kinds.map((kind) => new Path2D(kind.path));

AA.palette = (data) => {
  const dark = AA.dark();
  return {
    dark,
    fill: data.kinds.map((kind) => (dark ? kind.dark : kind.light)),
    paper: AA.colour("sheet"), ink: AA.colour("ink"), soft: AA.colour("soft"), edge: AA.colour("edge"),
    wash: AA.colour("wash"), rule: AA.colour("rule"), accent: AA.colour("accent"), warn: AA.colour("warn"), mark: AA.colour("mark"), sans: AA.colour("sans") || "sans-serif",
  };
};

AA.drawGlyph = (ctx, path, x, y, radius, fill, colours, hollow, ring) => {
  ctx.save();
  ctx.translate(x, y);
  if (ring) {
    ctx.beginPath();
    ctx.arc(0, 0, radius * 1.2 + 5, 0, 7);
    ctx.strokeStyle = colours.accent;
    ctx.lineWidth = 2.5;
    ctx.stroke();
  }
  ctx.scale(radius, radius);
  ctx.fillStyle = hollow ? colours.paper : fill;
  ctx.fill(path);
  ctx.lineWidth = (hollow ? Math.min(2, radius * 0.4) : 1) / radius;
  // dashes on a dot of a few pixels are no outline any more
  if (hollow && radius > 5.5) ctx.setLineDash([3 / radius, 2 / radius]);
  ctx.strokeStyle = hollow ? fill : colours.paper;
  ctx.stroke(path);
  ctx.restore();
};

AA.Labels = class {
  constructor(facts, scene) {
    this.facts = facts;
    this.scene = scene;
    const nodes = facts.data.nodes;
    this.order = nodes.id.map((_, at) => at).sort((a, b) => nodes.size[b] - nodes.size[a] || nodes.degree[b] - nodes.degree[a] || a - b);
    this.widths = new Map();
    this.broken = new Map();
    this.cell = 3;
  }
  lines(node) {
    let lines = this.broken.get(node);
    if (!lines) this.broken.set(node, (lines = this.facts.lines(node)));
    return lines;
  }
  width(ctx, node, font) {
    const key = font === this.bold ? -node - 1 : node;
    let width = this.widths.get(key);
    if (width === undefined) {
      ctx.font = font;
      width = Math.max(...this.lines(node).map((line) => ctx.measureText(line).width));
      this.widths.set(key, width);
    }
    return width;
  }
  // view: {scale, x, y, width, height} takes a place of the layout to the screen
  draw(ctx, view, most, blocked = []) {
    const { facts, scene, cell } = this, nodes = facts.data.nodes, colours = scene.colours;
    const family = colours.sans;
    this.font = `500 12px ${family}`;
    this.bold = `650 13px ${family}`;
    const across = Math.ceil(view.width / cell) + 1, down = Math.ceil(view.height / cell) + 1;
    const taken = new Uint8Array(across * down);
    const mark = (l, t, r, b) => {
      const x0 = Math.max(0, (l / cell) | 0), x1 = Math.min(across - 1, (r / cell) | 0);
      const y0 = Math.max(0, (t / cell) | 0), y1 = Math.min(down - 1, (b / cell) | 0);
      for (let y = y0; y <= y1; y++) if (x1 >= x0) taken.fill(1, y * across + x0, y * across + x1 + 1);
    };
    const free = (l, t, r, b) => {
      if (r < 0 || b < 0 || l > view.width || t > view.height) return false;
      const x0 = Math.max(0, (l / cell) | 0), x1 = Math.min(across - 1, (r / cell) | 0);
      const y0 = Math.max(0, (t / cell) | 0), y1 = Math.min(down - 1, (b / cell) | 0);
      for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) if (taken[y * across + x]) return false;
      return true;
    };
    for (const box of blocked) mark(...box);
    const seen = [];
    const first = [...scene.picked, scene.hover, facts.data.focus].filter((node) => node >= 0);
    const near = scene.near && scene.near.size <= 400 ? [...scene.near] : [];
    for (const node of new Set([...first, ...near, ...this.order])) {
      if (!scene.drawn[node]) continue;
      const x = nodes.x[node] * view.scale + view.x, y = nodes.y[node] * view.scale + view.y;
      if (x < -150 || y < -40 || x > view.width + 150 || y > view.height + 40) continue;
      seen.push([node, x, y]);
      if (seen.length >= most * 4) break;
    }
    // in a crowd only the important glyphs are kept clear of labels, or no name would find room
    const crowded = seen.length > 260, clear = crowded ? 60 : seen.length;
    if (crowded && scene.near === null) most = Math.min(most, 70, Math.round(view.width * view.height / 9000));
    for (const [node, x, y] of seen.slice(0, clear)) {
      const r = scene.radius(node, view.scale);
      if (r > 3 && !scene.faint(node)) mark(x - r + 2, y - r + 2, x + r - 2, y + r - 2);
    }
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    let drawn = 0;
    for (const [node, x, y] of seen) {
      if (drawn >= most) break;
      const faint = scene.faint(node);
      if (faint) continue;
      const strong = scene.picked.has(node) || node === scene.hover || node === facts.data.focus;
      const font = strong ? this.bold : this.font;
      const half = this.width(ctx, node, font) / 2 + 2, r = scene.radius(node, view.scale), lines = this.lines(node);
      const h = 7.5 * lines.length, side = r + half + 3, lean = r * 0.75 + half;
      const spots = [[x, y + r + h + 1], [x + side, y], [x - side, y], [x, y - r - h - 1],
        [x + lean, y + r + h * 0.6], [x - lean, y + r + h * 0.6], [x + lean, y - r - h * 0.6], [x - lean, y - r - h * 0.6]];
      const inside = ([cx, cy]) => cx - half >= 0 && cx + half <= view.width && cy - h >= 0 && cy + h <= view.height;
      let spot = spots.find((at) => inside(at) && free(at[0] - half, at[1] - h, at[0] + half, at[1] + h));
      if (!spot && strong) spot = spots.find(inside) || spots[0];
      if (!spot) continue;
      mark(spot[0] - half, spot[1] - h, spot[0] + half, spot[1] + h);
      ctx.font = font;
      ctx.textAlign = "center";
      ctx.strokeStyle = colours.paper;
      ctx.lineWidth = 3.5;
      ctx.fillStyle = colours.ink;
      lines.forEach((line, n) => {
        const at = spot[1] + (n - (lines.length - 1) / 2) * 14;
        ctx.strokeText(line, spot[0], at);
        ctx.fillText(line, spot[0], at);
      });
      drawn++;
    }
    if (scene.lit) this.words(ctx, view, mark, free);
    return drawn;
  }
  // what the relations of the chosen entity say, level and only where there is room
  words(ctx, view, mark, free) {
    const { facts, scene } = this, { nodes, edges, properties } = facts.data;
    ctx.font = `italic 11.5px ${scene.colours.sans}`;
    for (const e of scene.lit) {
      const s = edges.s[e], t = edges.t[e], far = s === scene.selected ? 0.62 : 0.38;
      const at = (share, shift) => {
        const dx = nodes.x[t] - nodes.x[s], dy = nodes.y[t] - nodes.y[s];
        return [(nodes.x[s] + dx * share - dy * shift) * view.scale + view.x, (nodes.y[s] + dy * share + dx * shift) * view.scale + view.y];
      };
      const words = properties[edges.p[e]].words, half = ctx.measureText(words).width / 2 + 1;
      const spot = [far, 0.5, 1.2 * far - 0.1].map((share) => at(share, edges.bend[e] * 0.4)).find(([x, y]) => free(x - half, y - 6, x + half, y + 6));
      if (!spot) continue;
      mark(spot[0] - half, spot[1] - 6, spot[0] + half, spot[1] + 6);
      ctx.strokeStyle = scene.colours.paper;
      ctx.lineWidth = 4;
      ctx.strokeText(words, spot[0], spot[1]);
      ctx.fillStyle = scene.colours.soft;
      ctx.fillText(words, spot[0], spot[1]);
    }
  }
};

AA.dashes = { actual: null, planned: [9, 5], target: [6, 4], forecast: [6, 3, 1.5, 3], rumoured: [2, 4], denied: [2, 6] };
