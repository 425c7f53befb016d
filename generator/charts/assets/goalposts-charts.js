/* Brings a chart to life when it is pointed at, focused or tapped; until then, and if anything fails, its picture stays.

   Figures: <figure class="kpi-chart" data-chart="NAME"> with the pictures in .kpi-w (wide) and .kpi-n (narrow).
   The Vega bundle stands beside this script (or where its data-vega says), the specs beside the page. */
(() => {
  "use strict";
  if (window.goalpostsCharts) return;
  window.goalpostsCharts = true;

  const own = document.currentScript;
  const bundle = new URL(own.dataset.vega || "goalposts-vega.js", own.src).href;
  const FIGURE = "figure.kpi-chart[data-chart]";
  const specsOf = new WeakMap(); // figure -> address of its page's specs
  const started = new WeakSet(); // containers that are live, or on their way
  const live = new Map(); // container -> how to end its view
  const scripts = new Map(); // address -> promise of its element

  function load(address) {
    if (!scripts.has(address)) {
      scripts.set(address, new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = address;
        element.onload = () => resolve(element);
        element.onerror = () => {
          scripts.delete(address);
          element.remove();
          reject(new Error(address));
        };
        document.head.append(element);
      }));
    }
    return scripts.get(address);
  }

  /* Once for each page shown: ends views that have left it, and notes where the specs of its figures are, for after
     instant navigation the address changes before the page does. */
  function scan() {
    for (const [container, end] of live) {
      if (!container.isConnected) {
        end();
        live.delete(container);
      }
    }
    tip.remove();
    for (const figure of document.querySelectorAll(FIGURE)) {
      if (!specsOf.has(figure)) specsOf.set(figure, new URL("charts.vl.js", location.href).href);
    }
  }

  const tip = document.createElement("div");
  tip.className = "kpi-tip";
  tip.setAttribute("role", "tooltip");

  function showTip(_handler, event, _item, text) {
    if (!text) {
      tip.remove();
      return;
    }
    tip.textContent = text;
    document.body.append(tip);
    const box = tip.getBoundingClientRect();
    const room = document.documentElement.clientWidth - box.width - 8;
    tip.style.left = `${Math.max(8, Math.min(event.clientX + 12, room))}px`;
    tip.style.top = `${event.clientY > box.height + 16 ? event.clientY - box.height - 12 : event.clientY + 20}px`;
  }

  async function bringToLife(figure, container, picture) {
    const [specs] = await Promise.all([load(specsOf.get(figure)), load(bundle)]);
    const page = window.goalpostsSpecs[specs.dataset.page];
    const chart = page.charts[figure.dataset.chart];
    const part = (container.matches(".kpi-n") && chart.narrow) || chart.wide;
    const { kind, ...filling } = part;
    const spec = { ...page.kinds[kind], ...filling };
    spec.config = { ...spec.config, font: getComputedStyle(figure).fontFamily };
    const stage = document.createElement("div");
    stage.className = "kpi-live";
    stage.hidden = true;
    stage.setAttribute("role", "img");
    stage.setAttribute("aria-label", picture.getAttribute("aria-label") || picture.getAttribute("alt") || "");
    container.append(stage);
    try {
      const view = await window.goalpostsVega.embed(stage, spec, {
        mode: "vega-lite", renderer: "svg", ast: true, actions: false, defaultStyle: false, tooltip: showTip,
      });
      live.set(container, () => view.finalize());
      picture.style.display = "none";
      stage.hidden = false;
    } catch (error) {
      stage.remove();
      throw error;
    }
  }

  function touched(event) {
    const figure = event.target instanceof Element && event.target.closest(FIGURE);
    if (!figure || !specsOf.has(figure)) return;
    for (const container of figure.querySelectorAll(".kpi-w, .kpi-n")) {
      const picture = container.querySelector("svg, img");
      if (!picture || started.has(container) || !container.getClientRects().length) continue;
      started.add(container);
      // A failure is no news to the reader: the picture is still there, and the next touch tries again.
      bringToLife(figure, container, picture).catch(() => started.delete(container));
    }
  }

  for (const name of ["pointerover", "focusin", "touchstart"]) {
    document.addEventListener(name, touched, { passive: true });
  }
  if (window.document$) window.document$.subscribe(scan);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", scan);
  else scan();
})();
