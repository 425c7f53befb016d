/* Finds campaigns in the portfolio's tables as one types, and by owner or tag without leaving the page. Without it the
   verdicts still filter (by style alone), and owners and tags have pages of their own. */
(() => {
  "use strict";
  if (window.goalpostsFind) return;
  window.goalpostsFind = true;

  function setUp(place) {
    if (place.firstChild) return;
    const index = place.closest(".kpi-index");
    const rows = [...index.querySelectorAll(".kpi-portfolio tbody tr")];
    // Where there are many, each verdict has a fold of its own: what is looked for opens it.
    const folds = [...index.querySelectorAll(".kpi-verdicts")];
    const texts = rows.map((row) => `${row.textContent} ${row.dataset.tags || ""}`.toLowerCase());
    const label = document.createElement("label");
    const field = document.createElement("input");
    const none = document.createElement("p");
    field.type = "search";
    field.placeholder = place.dataset.hint;
    none.setAttribute("role", "status");
    label.append(`${place.dataset.label} `, field);
    place.append(label, none);

    function find() {
      const parts = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, at) => {
        const fits = parts.every((part) => texts[at].includes(part));
        row.hidden = !fits;
        shown += fits;
      });
      for (const fold of folds) {
        fold.hidden = !fold.querySelector("tbody tr:not([hidden])");
        if (parts.length) fold.open = !fold.hidden;
      }
      none.textContent = shown ? "" : place.dataset.none;
    }

    field.addEventListener("input", find);
    for (const choice of index.querySelectorAll(".kpi-filter input")) {
      choice.addEventListener("change", () => {
        const verdict = choice.id.replace("kpi-show-", "kpi-is-");
        for (const fold of folds) if (fold.classList.contains(verdict)) fold.open = true;
      });
    }
    for (const link of index.querySelectorAll(".kpi-labels a[data-name]")) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        field.value = field.value === link.dataset.name ? "" : link.dataset.name;
        find();
        field.focus();
      });
    }
  }

  const scan = () => document.querySelectorAll(".kpi-find").forEach(setUp);
  if (window.document$) window.document$.subscribe(scan);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", scan);
  else scan();
})();
