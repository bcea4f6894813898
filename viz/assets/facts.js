// Facts as the pages show them: reading the columns, one fact in words, the panel about an entity.
AA.Facts = class {
  constructor(data) {
    this.data = data;
    const facts = data.facts, strings = data.strings;
    this.count = facts.s.length;
    const text = (name) => (facts[name] ? (at) => strings[facts[name][at]] : () => "");
    for (const name of ["text", "when", "with", "object", "unit", "comparator", "said_by", "basis", "start", "end",
      "place", "part", "product", "published", "quote"]) this[name] = text(name);
    this.label = (node) => strings[data.nodes.label[node]];
    this.id = (node) => data.base + data.nodes.id[node];
    this.kind = (node) => data.kinds[data.nodes.kind[node]];
    this.prop = (at) => data.properties[facts.p[at]];
    this.firm = (at) => data.firmness[facts.m[at]];
    this.source = (at) => (facts.source ? data.sources[facts.source[at]] : null);
    this.value = (at) => (facts.value ? facts.value[at] : null);
    this.year = (at) => { const year = parseInt(this.published(at).slice(0, 4), 10); return Number.isNaN(year) ? null : year; };
    this.nodeFacts = data.nodes.id.map(() => []);
    this.nodeEdges = data.nodes.id.map(() => []);
    const edges = data.edges;
    this.edgeOf = new Int32Array(this.count).fill(-1);
    for (let e = 0; e < edges.s.length; e++) {
      this.nodeEdges[edges.s[e]].push(e);
      if (edges.t[e] !== edges.s[e]) this.nodeEdges[edges.t[e]].push(e);
      for (let at = edges.first[e]; at < edges.first[e] + edges.count[e]; at++) this.edgeOf[at] = e;
    }
    for (let at = 0; at < this.count; at++) if (this.edgeOf[at] < 0) this.nodeFacts[facts.s[at]].push(at);
  }
  shortLabel(node) {
    const at = this.data.nodes.short[node];
    return at ? this.data.strings[at] : AA.flat(this.label(node));
  }
  // a label in the picture stands on one line or two, broken at the space nearest its middle
  lines(node) {
    const text = this.shortLabel(node), middle = text.length / 2;
    let best = -1;
    if (text.length > 14) {
      for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) {
        if (best < 0 || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
      }
    }
    return best > 1 && best < text.length - 2 ? [text.slice(0, best), text.slice(best + 1)] : [text];
  }
  // what stands in the last column of a row
  target(at) {
    const facts = this.data.facts;
    if (facts.o[at] >= 0 && this.edgeOf[at] >= 0) return this.label(facts.o[at]);
    const words = this.text(at), object = this.object(at);
    return words && object ? words + " · " + object : words || object || this.when(at);
  }
  statement(at) {
    return `${this.label(this.data.facts.s[at])} ${this.prop(at).words} ${this.target(at)}`;
  }
  badge(at) {
    const firm = this.firm(at);
    return firm === "actual" ? null : AA.el("span", { class: `badge badge-${firm}` }, firm);
  }
  // what was said last comes first; without a date, at the end
  newest(list) {
    return [...list].sort((a, b) => (this.published(b) > this.published(a) ? 1 : this.published(b) < this.published(a) ? -1 : a - b));
  }
  // one line: "annual capacity 100,000 vehicles a year · planned · April 2025 · in Thailand · says CAAM"
  line(at, seenFrom, choose, whole = false) {
    const facts = this.data.facts, edge = this.edgeOf[at];
    const line = AA.el("p", { class: "said-line" });
    const go = (node) => AA.el("button", { type: "button", class: "link", onclick: () => choose(node) }, AA.bdi(AA.short(this.label(node), 120)));
    if (edge >= 0) {
      if (facts.s[at] !== seenFrom) line.append(go(facts.s[at]), " ");
      line.append(AA.el("span", { class: "prop" }, (this.prop(at).words || "related to") + " "));
      line.append(facts.o[at] === seenFrom ? AA.el("span", {}, AA.bdi(AA.short(this.label(facts.o[at]), 120))) : go(facts.o[at]));
    } else {
      if (whole) line.append(go(facts.s[at]), " ");
      line.append(AA.el("span", { class: "prop" }, this.prop(at).words + " "));
      const value = this.text(at);
      if (value) line.append(AA.el("span", { class: "value" }, value));
      if (this.object(at)) {
        line.append(value ? " · " : "", facts.o[at] >= 0 ? go(facts.o[at]) : AA.bdi(AA.short(this.object(at), 160)));
      }
    }
    const extra = [];
    const when = this.when(at), hedge = this.comparator(at);
    if (when) {
      const early = !this.text(at) && edge < 0 ? { "<=": "by ", "<": "before ", ">=": "from ", ">": "after ", "~": "about " }[hedge] || "" : "";
      extra.push(early + when);
    }
    if (this.with(at)) extra.push(AA.bdi(this.with(at)));
    if (this.said_by(at)) extra.push(AA.el("span", {}, "says ", AA.bdi(AA.short(this.said_by(at), 80))));
    const badge = this.badge(at);
    if (badge) line.append(" ", badge);
    if (extra.length) {
      const note = AA.el("span", { class: "extra" }, " ");
      extra.forEach((part, n) => note.append(n ? " · " : "", part));
      line.append(note);
    }
    return line;
  }
  // What several sources say alike is one statement with several sources, and statements that rest on the same
  // words stand together above them.
  list(facts, seenFrom, choose, most = matchMedia("(max-width: 720px)").matches ? 10 : 30) {
    const raw = this.data.facts, pick = (name, at) => (raw[name] ? raw[name][at] : 0);
    const statements = new Map();
    for (const at of facts) {
      const key = [this.edgeOf[at] >= 0 ? `e${this.edgeOf[at]}` : `${raw.p[at]}/${raw.o[at]}`, raw.m[at],
        ...["text", "when", "with", "object", "said_by", "comparator"].map((name) => pick(name, at))].join("/");
      if (!statements.has(key)) statements.set(key, { at, said: [], seen: new Set() });
      const statement = statements.get(key), cite = `${pick("source", at)}/${pick("quote", at)}/${pick("published", at)}`;
      if (!statement.seen.has(cite)) { statement.seen.add(cite); statement.said.push(at); }
    }
    const groups = new Map();
    for (const statement of statements.values()) {
      const key = [...statement.seen].sort().join("|");
      if (!groups.has(key)) groups.set(key, { lines: [], said: statement.said });
      groups.get(key).lines.push(statement.at);
    }
    const list = AA.el("ul", { class: "facts" }), all = [...groups.values()];
    const cite = (at) => {
      const quote = this.quote(at), source = AA.source(this.source(at)), day = this.published(at);
      const words = source || day ? AA.el("p", { class: "source" }, source ? "Source: " : "", source, source && day ? ", " : "", day ? AA.el("time", {}, day) : null) : null;
      return [quote ? AA.el("blockquote", quote.length > 500 ? { class: "long", tabindex: "0" } : {}, AA.bdi(quote)) : null, words].filter(Boolean);
    };
    const add = (from, to) => {
      for (const { lines, said } of all.slice(from, to)) {
        const item = AA.el("li", { class: "said" }, lines.map((at) => this.line(at, seenFrom, choose)), said.slice(0, 2).map(cite));
        if (said.length > 2) {
          item.append(AA.el("details", { class: "more" }, AA.el("summary", {}, `${said.length - 2} more ${said.length === 3 ? "source" : "sources"}`), said.slice(2).map(cite)));
        }
        list.append(item);
      }
    };
    add(0, most);
    if (all.length > most) {
      const more = AA.el("button", { type: "button", class: "quiet", onclick: () => { more.remove(); add(most); } },
        `Show ${all.length - most} more`);
      return [list, more];
    }
    return [list];
  }
  heading(node) {
    const kind = this.kind(node), also = this.data.strings[this.data.nodes.also[node]];
    return [
      AA.el("p", { class: "panel-kind" }, AA.svg(kind.path, kind), kind.name),
      AA.el("h2", { class: "panel-title", tabindex: "-1" }, AA.bdi(this.label(node))),
      also ? AA.el("p", { class: "panel-also" }, "Also ", AA.bdi(AA.short(also, 400))) : null,
    ];
  }
};
