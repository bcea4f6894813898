// The front page's search leads to an entity's own page, else to its place in the network.
(() => {
  const entities = AA.data().entities, box = document.getElementById("search"), list = document.getElementById("found");
  const names = entities.map(([label, also]) => AA.fold(label + " " + also));
  const prefix = "https://w3id.org/autoatlas/entity/";
  let found = [], active = -1;
  const address = (at) => entities[at][3] || "network.html#" + encodeURIComponent(entities[at][4].replace(prefix, ""));
  const go = (at) => { location.href = address(at); };
  const close = () => { list.hidden = true; active = -1; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); };
  const mark = () => [...list.children].forEach((item, at) => {
    item.setAttribute("aria-selected", String(at === active));
    if (at === active) { box.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
  });
  const search = () => {
    const query = AA.fold(box.value.trim());
    found = [];
    if (query) {
      names.forEach((name, at) => {
        const where = name.indexOf(query);
        if (where >= 0) found.push([where === 0 ? 0 : /[\s\-(]/.test(name[where - 1]) ? 1 : 2, at]);
      });
      found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    }
    list.replaceChildren(...found.slice(0, 12).map(([, at], n) => AA.el("li",
      { role: "option", id: `found-${n}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); go(at); } },
      AA.bdi(entities[at][0]), AA.el("span", {}, entities[at][2]))));
    if (query && !found.length) list.append(AA.el("li", { role: "option", "aria-selected": "false", "aria-disabled": "true" }, "Nothing is called so"));
    list.hidden = !query;
    active = -1;
    box.setAttribute("aria-expanded", String(!!query));
  };
  box.addEventListener("input", search);
  box.addEventListener("keydown", (event) => {
    const most = Math.min(12, found.length);
    if (event.key === "ArrowDown" && most) { active = (active + 1) % most; mark(); event.preventDefault(); }
    else if (event.key === "ArrowUp" && most) { active = (active - 1 + most) % most; mark(); event.preventDefault(); }
    else if (event.key === "Enter" && most) { go(found[Math.max(0, active)][1]); event.preventDefault(); }
    else if (event.key === "Escape") { box.value = ""; close(); }
  });
  box.addEventListener("blur", () => setTimeout(close, 120));
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
})();
