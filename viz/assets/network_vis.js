// The picture drawn by vis-network: places are given, physics is off, glyphs and labels are ours.
AA.renderer = (holder, facts, scene, on) => {
  const data = facts.data, nodes = data.nodes, edges = data.edges;
  const paths = AA.glyphs(data), labels = new AA.Labels(facts, scene);
  const glyph = ({ ctx, id, x, y }) => {
    const node = Number(id), scale = picture.getScale();
    const radius = scene.radius(node, scale) / scale;
    return {
      drawNode() {
        if (!scene.drawn[node]) return;
        ctx.globalAlpha = scene.faint(node) ? 0.16 : 1;
        AA.drawGlyph(ctx, paths[nodes.kind[node]], x, y, radius, scene.colours.fill[nodes.kind[node]], scene.colours,
          scene.hollow[node], scene.picked.has(node) || node === data.focus);
        ctx.globalAlpha = 1;
      },
      // what is folded into its group can be neither seen nor hit
      nodeDimensions: { width: scene.drawn[node] ? radius * 2 : 0.01, height: scene.drawn[node] ? radius * 2 : 0.01 },
    };
  };
  const lit = (e) => e === scene.selectedEdge || (scene.selected >= 0 && (scene.picked.has(edges.s[e]) || scene.picked.has(edges.t[e])));
  // the more lines, the lighter each
  const veil = Math.min(1, Math.max(0.45, 20 / Math.sqrt(Math.max(1, edges.s.length))));
  const look = (e) => {
    const firm = data.firmness[edges.m[e]], strong = lit(e), colours = scene.colours;
    const faint = !strong && (scene.selected >= 0 || scene.selectedEdge >= 0 || scene.faint(edges.s[e]) || scene.faint(edges.t[e]));
    const colour = firm === "denied" ? colours.warn : strong ? colours.accent : colours.edge;
    const weight = scene.clusters ? scene.clusters.weight[e] : 1;
    return {
      id: String(e), hidden: !scene.edgeOn[e] || !weight, width: weight > 1 ? 1 + Math.min(6, 1.5 * Math.log2(weight + 1)) : strong ? 2 : 1.2,
      dashes: (weight < 2 && AA.dashes[firm]) || false, arrows: { to: { enabled: weight < 2, scaleFactor: 0.45 } },
      color: { color: colour, highlight: colours.accent, hover: colours.accent, opacity: faint ? 0.18 : strong ? 1 : weight > 1 ? 0.6 : veil },
    };
  };
  const nodeSet = new vis.DataSet(nodes.id.map((_, at) => ({
    id: String(at), label: "", x: nodes.x[at], y: nodes.y[at], shape: "custom", ctxRenderer: glyph, size: nodes.size[at],
  })));
  const edgeSet = new vis.DataSet(edges.s.map((s, at) => {
    const bend = edges.bend[at];
    return {
      id: String(at), from: String(s), to: String(edges.t[at]), arrows: { to: { enabled: true, scaleFactor: 0.45 } },
      smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.min(0.9, Math.abs(bend)) } : false,
      dashes: AA.dashes[data.firmness[edges.m[at]]] || false, width: 1.2, color: { color: scene.colours.edge }, selectionWidth: 0, hoverWidth: 0,
    };
  }));
  const picture = new vis.Network(holder, { nodes: nodeSet, edges: edgeSet }, {
    physics: false, layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: true, multiselect: false, tooltipDelay: 1e9, zoomSpeed: 0.6, keyboard: false, selectConnectedEdges: false },
    nodes: { chosen: false }, edges: { chosen: false }, autoResize: true,
  });
  const view = () => {
    const zero = picture.canvasToDOM({ x: 0, y: 0 });
    return { scale: picture.getScale(), x: zero.x, y: zero.y, width: holder.clientWidth, height: holder.clientHeight };
  };
  const onTop = (draw) => (ctx) => {
    const ratio = ctx.canvas.width / holder.clientWidth;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(ctx, view());
    ctx.restore();
  };
  picture.on("beforeDrawing", onTop((ctx, at) => { if (scene.clusters) scene.clusters.under(ctx, at); }));
  picture.on("afterDrawing", onTop((ctx, at) => {
    scene.labelled = labels.draw(ctx, at, 500, scene.clusters ? scene.clusters.taken(ctx, at) : []);
    if (scene.clusters) scene.clusters.over(ctx, at);
  }));
  const pen = document.createElement("canvas").getContext("2d");
  const groupAt = ({ x, y }) => (scene.clusters ? scene.clusters.at(pen, x, y, view()) : -1);
  let over = -1;
  holder.addEventListener("pointermove", (event) => {
    const box = holder.getBoundingClientRect(), spot = { x: event.clientX - box.left, y: event.clientY - box.top }, group = groupAt(spot);
    if (group >= 0) on.hoverGroup(group, spot);
    else if (over >= 0) on.hover(-1);
    over = group;
  });
  picture.on("click", (event) => {
    const group = groupAt(event.pointer.DOM);
    if (group >= 0) on.group(group);
    else if (event.nodes.length) on.node(Number(event.nodes[0]), event.event.srcEvent && event.event.srcEvent.shiftKey);
    else if (event.edges.length) on.edge(Number(event.edges[0]));
    else on.nothing();
    picture.unselectAll();
  });
  picture.on("hoverNode", (event) => on.hover(Number(event.node), event.pointer.DOM));
  picture.on("blurNode", () => on.hover(-1));
  picture.on("hoverEdge", (event) => on.hoverEdge(Number(event.edge), event.pointer.DOM));
  picture.on("blurEdge", () => on.hover(-1));
  picture.on("zoom", () => on.hover(-1));
  // a dragged node stays where it is dropped
  picture.on("dragEnd", (event) => {
    for (const id of event.nodes) {
      const spot = picture.getPosition(id);
      nodes.x[id] = spot.x;
      nodes.y[id] = spot.y;
    }
  });
  picture.on("dragging", (event) => {
    for (const id of event.nodes) {
      const spot = picture.getPosition(id);
      nodes.x[id] = spot.x;
      nodes.y[id] = spot.y;
    }
  });
  const api = {
    refresh() {
      nodeSet.update(nodes.id.map((_, at) => ({ id: String(at), x: nodes.x[at], y: nodes.y[at], hidden: !scene.nodeOn[at] })));
      edgeSet.update(edges.s.map((_, at) => look(at)));
    },
    redraw() { picture.redraw(); },
    resize() { picture.redraw(); },
    fit(wanted) {
      const box = AA.extent(facts, scene, wanted);
      const width = holder.clientWidth, height = holder.clientHeight, room = AA.room(width, scene);
      const scale = Math.min((width - room.x) / box.width, (height - room.y) / box.height, wanted ? 1.6 : 1.35);
      picture.moveTo({ position: { x: box.x, y: box.y }, scale, animation: false });
    },
    zoom(by) { picture.moveTo({ scale: picture.getScale() * by }); },
    pan(dx, dy) {
      const at = picture.getViewPosition(), scale = picture.getScale();
      picture.moveTo({ position: { x: at.x + dx / scale, y: at.y + dy / scale } });
    },
    centre(node) { picture.moveTo({ position: { x: nodes.x[node], y: nodes.y[node] }, scale: Math.max(picture.getScale(), 0.8) }); },
    screen(node) { return picture.canvasToDOM({ x: nodes.x[node], y: nodes.y[node] }); },
    group: groupAt,
    view,
    paper() { picture.renderer._redraw(); },
    canvas: () => holder.querySelector("canvas"),
  };
  return api;
};
