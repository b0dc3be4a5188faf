// Reports a click on a mark of the timeline, and a double click on its strip, which deselects.
//
// Streamlit tells of points only as a selection: it remembers the mark, so that a second click on it
// lets it go, and of a double click only while it holds a selection, though a period may have come
// with a link.
export default function ({ data, setTriggerValue }) {
  const part = (name) => document.querySelector(`.st-key-${data.box}${name}`);
  const on = (box, event, act) => {
    const plot = box?.querySelector(".js-plotly-plot");
    if (!plot?.on || plot.sidelight) return;
    plot.sidelight = true;
    plot.on(event, act);
  };
  const listen = () => {
    on(part(""), "plotly_click", ({ points }) => setTriggerValue("clicked", points[0]?.customdata));
    on(part("-strip"), "plotly_deselect", () => setTriggerValue("cleared", true));
  };
  // A chart is made anew whenever its data change.
  const watch = new MutationObserver(listen);
  watch.observe(part("-parts") || document.body, { childList: true, subtree: true });
  listen();
  return () => watch.disconnect();
}
