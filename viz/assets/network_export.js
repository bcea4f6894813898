// The selection, or all that is shown, as CSV in the facts' own columns; the picture as PNG with its title.
AA.columns = ["subject", "subject_type", "property", "object", "object_type", "value", "value_max", "unit", "comparator", "modality",
  "said_by", "basis", "start", "end", "place", "part", "product", "source", "published", "quote"];

AA.factRow = (facts, at) => {
  const raw = facts.data.facts, object = raw.o[at];
  return AA.columns.map((name) => {
    switch (name) {
      case "subject": return facts.label(raw.s[at]);
      case "subject_type": return facts.kind(raw.s[at]).name;
      case "property": return facts.prop(at).name;
      case "object": return object >= 0 ? facts.label(object) : facts.object(at);
      case "object_type": return object >= 0 ? facts.kind(object).name : "";
      case "value": case "value_max": return raw[name] ? raw[name][at] : null;
      case "comparator": return facts.comparator(at) || "=";
      case "modality": return facts.firm(at);
      case "source": return facts.source(at) ? facts.source(at).text : "";
      default: return facts[name](at);
    }
  });
};

AA.saveCsv = (facts, rows, name) => {
  const text = AA.csv([AA.columns, ...rows.map((at) => AA.factRow(facts, at))]);
  AA.save(AA.fileName(name, ".csv"), new Blob([text], { type: "text/csv;charset=utf-8" }));
};

AA.savePng = (facts, scene, source, name, done) => {
  const ratio = source.width / source.clientWidth || 1, head = Math.round(64 * ratio), foot = Math.round(34 * ratio);
  const canvas = document.createElement("canvas");
  canvas.width = source.width;
  canvas.height = source.height + head + foot;
  const ctx = canvas.getContext("2d"), colours = scene.colours, sans = AA.colour("sans");
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(source, 0, head);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = colours.ink;
  ctx.textBaseline = "alphabetic";
  ctx.font = `600 22px ${AA.colour("serif")}`;
  ctx.fillText(AA.short(AA.flat(facts.data.title), Math.floor(source.clientWidth / 12)), 18, 38, source.clientWidth - 36);
  let x = 18;
  const y = (head + source.height) / ratio + 20;
  ctx.font = `12px ${sans}`;
  facts.data.kinds.forEach((kind, at) => {
    const wide = ctx.measureText(kind.plural).width;
    if (x + wide + 40 > source.clientWidth) return;
    AA.drawGlyph(ctx, new Path2D(kind.path), x + 6, y - 4, 6, colours.fill[at], colours, false, false);
    ctx.fillStyle = colours.soft;
    ctx.fillText(kind.plural, x + 18, y);
    x += wide + 36;
  });
  canvas.toBlob((blob) => { if (blob) AA.save(AA.fileName(name, ".png"), blob); done(); }, "image/png");
};

// A picture that stands alone: the styles that count are written into it.
AA.svgText = (svg, width, height) => {
  const copy = svg.cloneNode(true);
  const live = [svg, ...svg.querySelectorAll("*")], still = [copy, ...copy.querySelectorAll("*")];
  live.forEach((node, at) => {
    const style = getComputedStyle(node), keep = still[at];
    if (style.display === "none") { keep.setAttribute("display", "none"); return; }
    if (!/^(path|circle|rect|line|text|polygon)$/.test(node.tagName)) {
      if (style.opacity !== "1") keep.setAttribute("opacity", style.opacity);
      return;
    }
    const want = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "vector-effect",
      ...(node.tagName === "text" ? ["font-family", "font-size", "font-weight", "font-style", "paint-order", "text-anchor"] : [])];
    keep.setAttribute("style", want.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
  });
  copy.querySelectorAll("[display=none]").forEach((node) => node.remove());
  copy.querySelectorAll("[tabindex]").forEach((node) => { node.removeAttribute("tabindex"); node.removeAttribute("role"); });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const own = getComputedStyle(svg).backgroundColor;
  for (const [name, value] of [["width", "100%"], ["height", "100%"], ["fill", own === "rgba(0, 0, 0, 0)" ? AA.colour("sheet") : own]]) ground.setAttribute(name, value);
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
};
AA.svgCanvas = async (text, width, height) => {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  await image.decode();
  const sheet = document.createElement("canvas"), ratio = height > 5000 ? 1 : 2;
  sheet.width = width * ratio;
  sheet.height = height * ratio;
  sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
  Object.defineProperty(sheet, "clientWidth", { value: width });
  return sheet;
};
