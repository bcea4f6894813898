// Search: a list to choose from with arrows and Enter, while the picture and the table narrow to what fits.
AA.search = (facts, scene, { go, changed }) => {
  const data = facts.data, box = document.getElementById("search"), list = document.getElementById("found");
  const names = data.nodes.label.map((at, node) => AA.fold(data.strings[at].slice(0, 400) + " " + data.strings[data.nodes.also[node]].slice(0, 400)));
  let found = [], active = -1;
  const close = () => { list.hidden = true; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); active = -1; };
  const mark = () => {
    [...list.children].forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === active));
      if (at === active) { box.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
    });
  };
  const pick = (node) => { box.value = ""; search(); close(); go(node); };
  const search = () => {
    const query = AA.fold(box.value.trim());
    scene.search.query = query;
    scene.matched = null;
    found = [];
    if (query) {
      scene.matched = new Set();
      for (let node = 0; node < names.length; node++) {
        const at = names[node].indexOf(query);
        if (at < 0) continue;
        scene.matched.add(node);
        const start = at === 0 ? 0 : /[\s\-(]/.test(names[node][at - 1]) ? 1 : 2;
        found.push([start, -data.nodes.degree[node], node]);
      }
      found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    }
    const rest = found.length - 12;
    list.replaceChildren(...found.slice(0, 12).map(([, , node], at) => AA.el("li",
      { role: "option", id: `found-${at}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); pick(node); } },
      AA.svg(facts.kind(node).path, facts.kind(node)), AA.bdi(AA.short(AA.flat(facts.label(node)), 60)))));
    if (query && !found.length) list.append(AA.el("li", { class: "none", role: "option", "aria-selected": "false", "aria-disabled": "true" }, "Nothing is called so"));
    if (rest > 0) list.append(AA.el("li", { class: "none", role: "option", "aria-selected": "false", "aria-disabled": "true" }, `and ${rest.toLocaleString("en")} more`));
    list.hidden = !query;
    box.setAttribute("aria-expanded", String(!!query));
    active = -1;
    box.removeAttribute("aria-activedescendant");
    changed();
  };
  box.addEventListener("input", search);
  box.addEventListener("keydown", (event) => {
    const most = Math.min(found.length, 12);
    if (event.key === "ArrowDown" && most) { active = (active + 1) % most; mark(); event.preventDefault(); }
    else if (event.key === "ArrowUp" && most) { active = (active - 1 + most) % most; mark(); event.preventDefault(); }
    else if (event.key === "Enter" && most) { pick(found[Math.max(active, 0)][2]); event.preventDefault(); }
    else if (event.key === "Escape") { box.value = ""; search(); close(); event.preventDefault(); }
  });
  box.addEventListener("blur", () => setTimeout(close, 120));
  box.addEventListener("focus", () => { if (box.value) search(); });
  return { clear() { box.value = ""; search(); close(); } };
};
