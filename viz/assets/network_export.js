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
