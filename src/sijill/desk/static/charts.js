// Charts by Vega-Lite, from the specification in an element's attribute. Expressions are interpreted, never compiled,
// so that the page's policy can forbid eval; the files are fetched only where there is a chart.

let ready;

function load(name) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL(name, import.meta.url).pathname;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
}

async function parts() {
  await load("vendor/vega/vega.min.js");
  await load("vendor/vega-lite/vega-lite.min.js");
  return import("./vendor/vega-interpreter/vega-interpreter.js");
}

const FONT = '"Plex", system-ui, sans-serif';

const CONFIG = {
  font: FONT,
  background: null,
  view: { stroke: null },
  axis: {
    labelFont: FONT, titleFont: FONT, labelFontSize: 12, labelColor: "#55606b", titleColor: "#55606b",
    titleFontWeight: 400, domainColor: "#b9b3a4", tickColor: "#b9b3a4", gridColor: "#ece8de", labelPadding: 6,
  },
  legend: { labelFont: FONT, titleFont: FONT, labelFontSize: 12, labelColor: "#1f2a33", symbolType: "circle" },
  header: { labelFont: FONT, titleFont: FONT },
  text: { font: FONT, fontSize: 12, fill: "#1f2a33" },
};

/** Draw every chart under `root` that is not drawn yet. */
export async function drawCharts(root) {
  const canvases = [...root.querySelectorAll("[data-spec]:not([data-drawn])")];
  if (!canvases.length) return;
  for (const canvas of canvases) canvas.dataset.drawn = "";
  ready ??= parts();
  const { expressionInterpreter } = await ready;
  await document.fonts.ready;
  for (const canvas of canvases) {
    const [months, short] = JSON.parse(canvas.dataset.months);
    const days = ["", "", "", "", "", "", ""];
    vega.timeFormatLocale({
      dateTime: "%x, %X", date: "%d/%m/%Y", time: "%H:%M", periods: ["", ""], days, shortDays: days,
      months, shortMonths: short,
    });
    const spec = { ...JSON.parse(canvas.dataset.spec), config: CONFIG };
    const compiled = vegaLite.compile(spec).spec;
    const view = new vega.View(vega.parse(compiled, null, { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
      container: canvas,
      hover: true,
      logLevel: vega.Error,
    });
    view.addEventListener("click", (_, item) => {
      if (item?.datum?.href?.startsWith?.("/")) location.assign(item.datum.href);
    });
    await view.runAsync();
    canvas.querySelector("svg").setAttribute("aria-hidden", "true"); // the canvas bears the name, the table the figures
    new ResizeObserver(() => view.resize().runAsync()).observe(canvas);
    canvas.closest("figure").querySelector("[data-svg]")?.addEventListener("click", async () => {
      const svg = await view.toSVG();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
      link.download = "chart.svg";
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }
}
