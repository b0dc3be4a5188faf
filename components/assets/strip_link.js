// Reports a double click on the strip of the timeline, which lets go of the period.
//
// Streamlit tells of one only while it holds a selection, though a period may have come with a link.
export default function ({ data, setTriggerValue }) {
  const part = (name) => document.querySelector(`.st-key-${data.box}${name}`);
  window.sidelightClear = () => setTriggerValue("cleared", true);
  const listen = () => {
    const plot = part("-strip")?.querySelector(".js-plotly-plot");
    if (!plot?.on || plot.sidelight) return;
    plot.sidelight = true;
    plot.on("plotly_deselect", () => window.sidelightClear());
  };
  // A chart is made anew whenever its data change.
  const watch = new MutationObserver(listen);
  watch.observe(part("-parts") || document.body, { childList: true, subtree: true });
  listen();
  return () => watch.disconnect();
}
