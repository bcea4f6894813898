// The page about one entity: its map and timeline are still pictures whose marks lead to facts.
AA.explore(AA.renderer, {
  hint: "Choose an entity in the map, the network or the timeline to see what is said about it.",
  chosen(node) { for (const mark of document.querySelectorAll("svg [data-node]")) mark.classList.toggle("chosen", Number(mark.dataset.node) === node); },
});
if (AA.now.scene.near && AA.now.scene.near.size > 2) AA.now.renderer.fit(AA.now.scene.near);
for (const svg of document.querySelectorAll("svg.mini, svg.timeline")) {
  const open = (event) => { const mark = event.target.closest("[data-node]"); if (mark && Number(mark.dataset.node) >= 0) AA.now.go(Number(mark.dataset.node)); };
  svg.addEventListener("click", open);
  svg.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { open(event); event.preventDefault(); } });
}
