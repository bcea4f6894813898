// The article: a sentence chosen in the text shows what it says, and an entity chosen elsewhere shows where the text names it.
AA.article = () => {
  const spans = [...document.querySelectorAll(".said-here")], text = document.getElementById("text");
  const byQuote = new Map();
  for (const span of spans) { const q = Number(span.dataset.q); if (!byQuote.has(q)) byQuote.set(q, []); byQuote.get(q).push(span); }
  const light = (quotes, name) => {
    for (const span of spans) span.classList.toggle(name, quotes.has(Number(span.dataset.q)));
    if (name === "chosen") for (const span of spans) if (span.id) span.setAttribute("aria-pressed", String(quotes.has(Number(span.dataset.q))));
  };
  const choose = (q, focus) => {
    const { facts, pick } = AA.now, own = facts.data.article;
    const words = (byQuote.get(q) || []).map((span) => span.textContent).join("");
    const list = own.quotes[q];
    const turtle = list.map((at) => own.turtle[own.number[at]]).join("\n");
    pick(list, AA.el("span", {}, list.length === 1 ? "One fact in this passage" : `${list.length} facts in this passage`), (go) => [
      AA.el("section", {}, list.map((at) => facts.line(at, -1, go, true))),
      AA.el("section", {}, AA.el("h3", {}, "The words"), AA.el("div", { class: "said" }, AA.el("blockquote", words.length > 500 ? { class: "long", tabindex: "0" } : {}, AA.bdi(words)))),
      AA.el("section", {}, AA.el("details", { open: true }, AA.el("summary", {}, AA.el("h3", { class: "inline" }, "As triples")), AA.el("pre", { class: "triples", tabindex: "0" }, turtle))),
    ], focus);
    light(new Set([q]), "chosen");
  };
  AA.explore(AA.renderer, {
    quiet: true,
    chosen(node, facts) {
      const quotes = new Set();
      if (node >= 0) facts.data.article.quotes.forEach((list, q) => {
        if (list.some((at) => facts.data.facts.s[at] === node || facts.data.facts.o[at] === node)) quotes.add(q);
      });
      light(quotes, "chosen");
    },
    hint: "Choose an underlined passage to see the facts in it, how firmly they are said, and as triples. Choose an entity below to see where the text speaks of it.",
  });
  text.addEventListener("click", (event) => {
    const span = event.target.closest(".said-here");
    if (span && !String(getSelection())) choose(Number(span.dataset.q), false);
  });
  text.addEventListener("keydown", (event) => {
    const span = event.target.closest(".said-here");
    if (span && (event.key === "Enter" || event.key === " ")) { choose(Number(span.dataset.q), true); event.preventDefault(); }
  });
  text.addEventListener("pointerover", (event) => {
    const span = event.target.closest(".said-here");
    light(new Set(span ? [Number(span.dataset.q)] : []), "over");
  });
  text.addEventListener("pointerleave", () => light(new Set(), "over"));
  document.querySelectorAll(".tile").forEach((tile) => tile.addEventListener("click", () => {
    const q = Number(tile.dataset.q), span = byQuote.get(q);
    choose(q, false);
    if (span) span[0].scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }));
};
AA.article();
