// The picture on a canvas of our own: for graphs of many thousands of entities, with the same glyphs and labels.
AA.renderer = (holder, facts, scene, on) => {
  const data = facts.data, nodes = data.nodes, edges = data.edges, count = nodes.id.length;
  const paths = AA.glyphs(data), labels = new AA.Labels(facts, scene);
  const canvas = AA.el("canvas", {});
  holder.append(canvas);
  const ctx = canvas.getContext("2d");
  const view = { scale: 1, x: 0, y: 0, width: 0, height: 0 };
  // where a whole drawing takes longer than a frame, a moving picture shows its last one, moved
  const heavy = count > 600 || edges.s.length > 1000;
  const many = count > 2000, most = many ? 160 : 500;
  let ratio = 1, waiting = false, moving = false, settle = 0;

  // lines, kept as paths in the layout's own measure and built again only when what is shown changes
  let lines = null;
  const bow = (e) => {
    const s = edges.s[e], t = edges.t[e], bend = edges.bend[e];
    const dx = nodes.x[t] - nodes.x[s], dy = nodes.y[t] - nodes.y[s];
    return [nodes.x[s] + dx / 2 - dy * bend, nodes.y[s] + dy / 2 + dx * bend];
  };
  // where groups stand apart, relations between them run together on their way; `cut` keeps what that costs small
  const cut = edges.s.length < 20000;
  const pull = (e) => (scene.clusters && cut && !edges.bend[e] ? scene.clusters.pull(e) : null);
  const isLit = (e) => e === scene.selectedEdge || (scene.selected < 0 && scene.lit !== null && scene.lit.includes(e))
    || (scene.selected >= 0 && (scene.picked.has(edges.s[e]) || scene.picked.has(edges.t[e])));
  const build = () => {
    const groups = new Map();
    for (let e = 0; e < edges.s.length; e++) {
      const weight = scene.clusters ? scene.clusters.weight[e] : 1;
      if (!scene.edgeOn[e] || !weight || edges.s[e] === edges.t[e]) continue;
      const lit = isLit(e), wide = weight < 2 ? 0 : Math.min(6, Math.round(1.5 * Math.log2(weight + 1)));
      const faint = !lit && (scene.near !== null || (scene.matched !== null && (scene.faint(edges.s[e]) || scene.faint(edges.t[e]))));
      const pulled = pull(e), level = lit ? 2 : faint ? 0 : 1, firm = wide ? "actual" : data.firmness[edges.m[e]];
      const key = `${firm}/${level}/${wide}/${pulled ? 1 : 0}`;
      let group = groups.get(key);
      if (!group) groups.set(key, (group = { firm, level, wide, far: pulled !== null, path: new Path2D(), edges: [] }));
      group.edges.push(e);
      group.path.moveTo(nodes.x[edges.s[e]], nodes.y[edges.s[e]]);
      if (pulled) group.path.bezierCurveTo(...pulled, nodes.x[edges.t[e]], nodes.y[edges.t[e]]);
      else if (edges.bend[e] && !wide) { const [x, y] = bow(e); group.path.quadraticCurveTo(x, y, nodes.x[edges.t[e]], nodes.y[edges.t[e]]); }
      else group.path.lineTo(nodes.x[edges.t[e]], nodes.y[edges.t[e]]);
    }
    lines = [...groups.values()].sort((a, b) => a.level - b.level);
  };
  const drawLines = () => {
    // the more lines, the lighter each: what stands out then is where they run together
    const { scale } = view, dense = edges.s.length > 6000, veil = Math.min(1, Math.max(0.25, 14 / Math.sqrt(edges.s.length) + 0.35 * scale));
    // on an axis of years lines cross all lanes: they show themselves when something is chosen
    const faded = scene.clusters && scene.clusters.way.axis.length && edges.s.length > 400 ? 0.3 : 1;
    for (const { firm, level, wide, far, path } of lines) {
      ctx.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * view.x, ratio * view.y);
      ctx.globalAlpha = level === 0 ? (dense ? 0.06 : 0.2) : level === 1 ? (wide ? 0.55 : veil * (far ? 0.5 : faded)) : 1;
      ctx.strokeStyle = firm === "denied" ? scene.colours.warn : level === 2 ? scene.colours.accent : scene.colours.edge;
      ctx.lineWidth = (wide ? 1 + wide : level === 2 ? 2 : dense ? 0.8 : 1.2) / scale;
      // dashes cost much: not while it moves, nor where lines are a pixel apart
      const dash = level < 2 && ((dense && scale < 0.5) || (moving && edges.s.length > 500)) ? null : AA.dashes[firm];
      ctx.setLineDash(dash ? dash.map((length) => length / scale) : []);
      ctx.stroke(path);
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  };
  const drawArrows = () => {
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    let left = 4000;
    for (const { firm, level, wide, edges: own } of lines) {
      if (level === 0 || wide) continue;
      ctx.fillStyle = firm === "denied" ? scene.colours.warn : level === 2 ? scene.colours.accent : scene.colours.edge;
      ctx.beginPath();
      for (const e of own) {
        const t = edges.t[e], x = nodes.x[t] * view.scale + view.x, y = nodes.y[t] * view.scale + view.y;
        if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
        if (--left < 0) break;
        const pulled = pull(e), from = pulled ? pulled.slice(2) : edges.bend[e] ? bow(e) : [nodes.x[edges.s[e]], nodes.y[edges.s[e]]];
        const dx = x - (from[0] * view.scale + view.x), dy = y - (from[1] * view.scale + view.y), far = Math.hypot(dx, dy);
        const gap = scene.radius(t, view.scale) * 1.05 + 1, size = level === 2 ? 8 : 6;
        if (far < gap + size) continue;
        const ux = dx / far, uy = dy / far, px = x - ux * gap, py = y - uy * gap;
        ctx.moveTo(px, py);
        ctx.lineTo(px - ux * size - uy * size * 0.42, py - uy * size + ux * size * 0.42);
        ctx.lineTo(px - ux * size + uy * size * 0.42, py - uy * size - ux * size * 0.42);
        ctx.closePath();
      }
      ctx.fill();
    }
  };

  // glyphs: each look is drawn once to a small picture of its own, which is then stamped
  let stamps = new Map();
  const stamp = (kind, radius, hollow) => {
    const key = (kind * 2 + hollow) * 256 + radius;
    let image = stamps.get(key);
    if (!image) {
      const sheet = document.createElement("canvas");
      sheet.width = sheet.height = Math.ceil((radius * 2 * 1.25 + 4) * ratio);
      const pen = sheet.getContext("2d");
      pen.scale(ratio, ratio);
      const middle = sheet.width / ratio / 2;
      AA.drawGlyph(pen, paths[kind], middle, middle, radius, scene.colours.fill[kind], scene.colours, hollow, false);
      image = sheet;
      stamps.set(key, image);
    }
    return image;
  };
  // where thousands are small, their outlines go into one path a kind: a call for each would take longer
  const corners = data.kinds.map((kind) => (kind.path.includes("A") ? null : kind.path.slice(1).split(/[ZM]/)[0].split("L").map((pair) => pair.split(" ").map(Number))));
  const drawNodes = () => {
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { scale } = view, simple = many && scale < 0.9, none = scene.near === null && scene.matched === null;
    const solid = data.kinds.map(() => new Path2D()), open = data.kinds.map(() => new Path2D());
    for (let n = count - 1; n >= 0; n--) {
      const node = labels.order[n];
      if (!scene.drawn[node]) continue;
      const x = nodes.x[node] * scale + view.x, y = nodes.y[node] * scale + view.y;
      if (x < -30 || y < -30 || x > view.width + 30 || y > view.height + 30) continue;
      const kind = nodes.kind[node], radius = scene.radius(node, scale), faint = !none && scene.faint(node);
      if (simple && radius < 6 && !faint && !scene.picked.has(node)) {
        const path = scene.hollow[node] && radius > 2.5 ? open[kind] : solid[kind], points = corners[kind];
        if (radius < 2.2) path.rect(x - radius, y - radius, radius * 2, radius * 2);
        else if (points) {
          path.moveTo(x + points[0][0] * radius, y + points[0][1] * radius);
          for (let at = 1; at < points.length; at++) path.lineTo(x + points[at][0] * radius, y + points[at][1] * radius);
          path.closePath();
        } else { path.moveTo(x + radius, y); path.arc(x, y, radius, 0, 7); }
        continue;
      }
      ctx.globalAlpha = faint ? 0.16 : 1;
      if (scene.picked.has(node) || node === data.focus) {
        AA.drawGlyph(ctx, paths[kind], x, y, radius, scene.colours.fill[kind], scene.colours, scene.hollow[node], true);
      } else if (faint && simple) {
        ctx.fillStyle = scene.colours.fill[kind];
        ctx.fillRect(x - radius, y - radius, radius * 2, radius * 2);
      } else {
        const image = stamp(kind, Math.max(1, Math.round(radius * 2) / 2), scene.hollow[node]), size = image.width / ratio;
        ctx.drawImage(image, x - size / 2, y - size / 2, size, size);
      }
    }
    ctx.globalAlpha = 1;
    data.kinds.forEach((_, kind) => {
      ctx.fillStyle = ctx.strokeStyle = scene.colours.fill[kind];
      ctx.lineWidth = 1.2;
      ctx.fill(solid[kind]);
      ctx.stroke(open[kind]);
    });
  };
  // While a large picture moves, its last drawing is moved with it, and drawn anew a few times a second.
  const last = document.createElement("canvas"), lastPen = last.getContext("2d");
  let lastView = null, lastAt = 0;
  const moved = () => {
    const by = view.scale / lastView.scale;
    ctx.drawImage(last, (view.x - lastView.x * by) * ratio, (view.y - lastView.y * by) * ratio, last.width * by, last.height * by);
  };
  const whole = () => {
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (scene.clusters) scene.clusters.under(ctx, view);
    drawLines();
    if (edges.s.length < 400 || view.scale > 0.6) drawArrows();
    drawNodes();
    if (!heavy) return;
    last.width = canvas.width;
    last.height = canvas.height;
    lastPen.drawImage(canvas, 0, 0);
    lastView = { scale: view.scale, x: view.x, y: view.y };
    lastAt = performance.now();
  };
  const draw = () => {
    waiting = false;
    const same = lines !== null;
    if (!same) build();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = scene.colours.paper;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    if (heavy && moving && same && lastView && performance.now() - lastAt < 400) moved(); else whole();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    scene.labelled = labels.draw(ctx, view, moving && heavy ? 80 : most, scene.clusters ? scene.clusters.taken(ctx, view) : []);
    if (scene.clusters) scene.clusters.over(ctx, view);
    frames++;
  };
  let frames = 0;
  const later = () => { if (!waiting) { waiting = true; requestAnimationFrame(draw); } };
  const move = () => {
    moving = true;
    clearTimeout(settle);
    settle = setTimeout(() => { moving = false; later(); }, 160);
    later();
  };
  const resize = () => {
    ratio = Math.min(devicePixelRatio || 1, many ? 1.5 : 2.5);
    view.width = holder.clientWidth;
    view.height = holder.clientHeight;
    canvas.width = Math.max(1, Math.round(view.width * ratio));
    canvas.height = Math.max(1, Math.round(view.height * ratio));
    canvas.style.width = `${view.width}px`;
    canvas.style.height = `${view.height}px`;
    stamps = new Map();
    lastView = null;
    later();
  };

  // what lies under a point
  const nodeAt = (x, y, slack) => {
    let best = -1, nearest = Infinity;
    for (let node = 0; node < count; node++) {
      if (!scene.drawn[node]) continue;
      const far = Math.hypot(nodes.x[node] * view.scale + view.x - x, nodes.y[node] * view.scale + view.y - y) - scene.radius(node, view.scale);
      if (far < nearest) { nearest = far; best = node; }
    }
    return nearest <= slack ? best : -1;
  };
  const edgeAt = (x, y, slack) => {
    if (edges.s.length > 6000 && view.scale < 0.3) return -1;
    let best = -1, nearest = slack;
    const near = (ax, ay, bx, by) => {
      const dx = bx - ax, dy = by - ay, share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(ax + dx * share - x, ay + dy * share - y);
    };
    for (let e = 0; e < edges.s.length; e++) {
      if (!scene.edgeOn[e] || (scene.clusters && !scene.clusters.weight[e])) continue;
      const s = edges.s[e], t = edges.t[e], k = view.scale;
      const ax = nodes.x[s] * k + view.x, ay = nodes.y[s] * k + view.y, bx = nodes.x[t] * k + view.x, by = nodes.y[t] * k + view.y;
      const pulled = pull(e);
      let far;
      if (pulled) { // a curve of the third degree, by seven short lines
        far = Infinity;
        const points = [ax, ay, pulled[0] * k + view.x, pulled[1] * k + view.y, pulled[2] * k + view.x, pulled[3] * k + view.y, bx, by];
        const on = (u, axis) => { const v = 1 - u; return v * v * v * points[axis] + 3 * v * v * u * points[2 + axis] + 3 * v * u * u * points[4 + axis] + u * u * u * points[6 + axis]; };
        for (let n = 0; n < 7; n++) far = Math.min(far, near(on(n / 7, 0), on(n / 7, 1), on((n + 1) / 7, 0), on((n + 1) / 7, 1)));
      } else if (edges.bend[e]) {
        const [cx, cy] = bow(e), mx = (ax + bx) / 4 + (cx * k + view.x) / 2, my = (ay + by) / 4 + (cy * k + view.y) / 2;
        far = Math.min(near(ax, ay, mx, my), near(mx, my, bx, by));
      } else far = near(ax, ay, bx, by);
      if (far < nearest) { nearest = far; best = e; }
    }
    return best;
  };

  const groupAt = ({ x, y }) => (scene.clusters ? scene.clusters.at(ctx, x, y, view) : -1);

  // pointers: one drags the picture or an entity, two pinch
  const pointers = new Map();
  let held = -1, wandered = 0;
  const spot = (event) => { const box = canvas.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; };
  const zoomAt = (x, y, by) => {
    const scale = Math.max(0.01, Math.min(8, view.scale * by)), real = scale / view.scale;
    view.x = x - (x - view.x) * real;
    view.y = y - (y - view.y) * real;
    view.scale = scale;
    move();
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, spot(event));
    wandered = 0;
    held = pointers.size === 1 && event.pointerType === "mouse" ? nodeAt(...Object.values(spot(event)), 2) : -1;
  });
  canvas.addEventListener("pointermove", (event) => {
    const at = spot(event), before = pointers.get(event.pointerId);
    if (!before) {
      const group = groupAt(at), node = group >= 0 ? -1 : nodeAt(at.x, at.y, 3);
      if (group >= 0) { on.hover(-1); on.hoverGroup(group, at); } else if (node >= 0) on.hover(node, at);
      else {
        const edge = edgeAt(at.x, at.y, 4);
        if (edge >= 0) { if (scene.hover >= 0) on.hover(-1); on.hoverEdge(edge, at); } else on.hover(-1);
      }
      return;
    }
    const dx = at.x - before.x, dy = at.y - before.y;
    wandered += Math.abs(dx) + Math.abs(dy);
    if (pointers.size === 2) {
      const other = [...pointers.entries()].find(([id]) => id !== event.pointerId)[1];
      const was = Math.hypot(before.x - other.x, before.y - other.y), now = Math.hypot(at.x - other.x, at.y - other.y);
      view.x += dx / 2;
      view.y += dy / 2;
      zoomAt((at.x + other.x) / 2, (at.y + other.y) / 2, now / Math.max(1, was));
    } else if (wandered > 4) {
      if (held >= 0) { nodes.x[held] += dx / view.scale; nodes.y[held] += dy / view.scale; lines = null; } else { view.x += dx; view.y += dy; }
      on.hover(-1);
      move();
    }
    pointers.set(event.pointerId, at);
  });
  const lift = (event) => {
    const was = pointers.size, at = spot(event);
    pointers.delete(event.pointerId);
    held = -1;
    if (event.type !== "pointerup" || was !== 1 || wandered > 4) return;
    const slack = event.pointerType === "mouse" ? 3 : 12, group = groupAt(at), node = group >= 0 ? -1 : nodeAt(at.x, at.y, slack);
    if (group >= 0) return void on.group(group);
    if (node >= 0) return void on.node(node, event.shiftKey);
    const edge = edgeAt(at.x, at.y, slack + 1);
    if (edge >= 0) on.edge(edge); else on.nothing();
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => { if (!pointers.size) on.hover(-1); });
  canvas.addEventListener("wheel", (event) => {
    const at = spot(event);
    zoomAt(at.x, at.y, Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)));
    on.hover(-1);
    event.preventDefault();
  }, { passive: false });
  new ResizeObserver(resize).observe(holder);
  resize();

  return {
    refresh() { lines = null; lastView = null; stamps = new Map(); later(); },
    group: (at) => scene.clusters.at(ctx, at.x, at.y, view),
    view: () => view,
    redraw: later,
    fit(wanted) {
      const box = AA.extent(facts, scene, wanted), room = AA.room(view.width, scene);
      view.scale = Math.max(0.01, Math.min((view.width - room.x) / box.width, (view.height - room.y) / box.height, wanted ? 1.6 : 1.35));
      view.x = view.width / 2 - box.x * view.scale;
      view.y = view.height / 2 - box.y * view.scale;
      later();
    },
    zoom(by) { zoomAt(view.width / 2, view.height / 2, by); },
    pan(dx, dy) { view.x -= dx; view.y -= dy; move(); },
    centre(node) {
      view.scale = Math.max(view.scale, 0.8);
      view.x = view.width / 2 - nodes.x[node] * view.scale;
      view.y = view.height / 2 - nodes.y[node] * view.scale;
      later();
    },
    screen(node) { return { x: nodes.x[node] * view.scale + view.x, y: nodes.y[node] * view.scale + view.y }; },
    canvas() { if (waiting) draw(); return canvas; },
    paper() { draw(); },
    frames: () => frames,
  };
};
