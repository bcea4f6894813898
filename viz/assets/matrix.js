// The matrix: rows and columns change places; a cell opens what is said of a maker in a country.
AA.matrix = () => {
  const { facts, pick } = AA.now, data = facts.data, orders = data.chart.orders, svg = document.querySelector(".only-wide svg.matrix");
  const arrange = () => {
    const chosen = document.querySelector("#orders input:checked").value, order = orders[chosen];
    const place = (list, count) => { const at = []; (list || [...Array(count).keys()]).forEach((item, position) => { at[item] = position; }); return at; };
    const rows = [...svg.querySelectorAll("[data-row]")], columns = [...svg.querySelectorAll("[data-column]")];
    if (!columns.length) return;
    const down = place(order && order[0], rows.length), across = place(order && order[1], columns.length);
    const step = Number(columns[0].dataset.step), left = Number(columns[0].dataset.left);
    for (const row of rows) {
      row.setAttribute("transform", `translate(0 ${Number(row.dataset.top) + down[row.dataset.row] * Number(row.dataset.high)})`);
      row.querySelectorAll("[data-cell]").forEach((cell) => cell.setAttribute("transform", `translate(${left + across[cell.dataset.cell] * step} 0)`));
    }
    for (const column of columns) column.setAttribute("transform", `translate(${left + (across[column.dataset.column] + 0.5) * step} ${column.dataset.y0})`);
  };
  document.getElementById("orders").addEventListener("change", arrange);
  document.getElementById("reset").addEventListener("click", () => { document.querySelector("#orders input").checked = true; arrange(); });
  document.getElementById("picture").addEventListener("click", (event) => {
    const cell = event.target.closest("[data-pair]");
    if (!cell) return;
    event.stopPropagation();
    const [maker, country] = cell.dataset.pair.split(" ").map(Number), list = [];
    const all = (e) => { for (let at = data.edges.first[e]; at < data.edges.first[e] + data.edges.count[e]; at++) list.push(at); };
    for (const e of facts.nodeEdges[maker]) {
      if (data.edges.t[e] === country) all(e);
      const site = data.edges.t[e];
      if (data.edges.s[e] === maker && facts.kind(site).name === "Facility"
        && facts.nodeEdges[site].some((other) => data.edges.s[other] === site && data.edges.t[other] === country)) all(e);
    }
    document.querySelectorAll("[data-pair].chosen").forEach((other) => other.classList.remove("chosen"));
    cell.classList.add("chosen");
    pick(list, AA.bdi(cell.dataset.words), (go) => facts.list(list, maker, go), false);
  }, true);
};
AA.matrix();
