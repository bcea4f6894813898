// Set the theme before anything is painted. A notebook's frame may have no storage.
(function () {
  let kept = null;
  try { kept = localStorage.getItem("autoatlas-theme"); } catch (err) { kept = null; }
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
})();
