// Draws the charts of the timeline with Plotly, each once for what it shows, and reports what is done
// with them. Streamlit's own chart element draws each one two or three times, and loads its copy of
// Plotly only once the page is there.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".sl-charts");
  // Its script did not come; that is said already.
  if (!root.firstElementChild) return;
  root.tell = setTriggerValue;
  root.parts = data.parts;
  for (const place of root.children) {
    if (!data.parts.some(({ name }) => place.className === name)) place.replaceChildren(document.createElement("div"));
  }
  for (const part of data.parts) reserve(box(root, part), part);
  window.sidelightFrame?.();
  loaded(data.script).then(
    (Plotly) => drawAll(Plotly, root),
    () => { root.textContent = "The timeline could not be drawn: its script did not come. Reload the page."; },
  );
}

const widthOf = (element) => element.getBoundingClientRect().width;
const box = (root, part) => root.querySelector(`.${part.name} > div`);

// What comes later finds its room already there.
function reserve(element, part) {
  element.style.height = `${part.height}px`;
  if (part.alt) {
    element.setAttribute("role", "figure");
    element.setAttribute("aria-label", part.alt);
  }
}

function loaded(address) {
  window.sidelightPlotly ||= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done(window.Plotly);
    script.onerror = () => { window.sidelightPlotly = undefined; failed(); };
    document.head.append(script);
  });
  return window.sidelightPlotly;
}

function drawAll(Plotly, root) {
  const width = widthOf(box(root, root.parts[0]));
  for (const part of root.parts) {
    const element = box(root, part);
    if (element.drawn !== part.spec) draw(Plotly, root, element, part.spec, width);
  }
  if (root.watch) return;
  root.watch = new ResizeObserver(() => {
    if (!root.isConnected) return void root.watch.disconnect();
    for (const element of root.parts.map((part) => box(root, part))) {
      const width = widthOf(element);
      if (width && Math.abs(width - element.layout.width) > 1) Plotly.relayout(element, { width });
    }
  });
  root.watch.observe(root);
}

function draw(Plotly, root, element, spec, width) {
  const first = !element.drawn;
  element.drawn = spec;
  const { data, layout } = JSON.parse(spec);
  const config = { displayModeBar: false, scrollZoom: false, doubleClick: false };
  Plotly.react(element, data, { ...layout, width }, config);
  if (!first) return;
  element.on("plotly_click", ({ points }) => {
    const mark = points[0]?.customdata;
    if (mark !== undefined) window.sidelightMark?.(mark);
  });
  element.on("plotly_selected", (selected) => {
    if (!selected?.range) return;
    root.tell("dragged", selected.range.x);
    // The period that is kept is shaded; what was dragged over goes.
    draw(Plotly, root, element, element.drawn, widthOf(element));
  });
  element.on("plotly_deselect", () => root.tell("cleared", true));
}
