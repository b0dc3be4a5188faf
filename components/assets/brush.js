// Reports a double click on the timeline's strip, which deselects. Streamlit tells of one only while it
// holds a selection, and a period may as well have come with a link.
export default function ({ data, setTriggerValue }) {
  const strip = document.querySelector(`.st-key-${data.box}-strip`);
  if (!strip) return;
  const listen = () => {
    const plot = strip.querySelector(".js-plotly-plot");
    if (!plot?.on || plot.sidelight) return;
    plot.sidelight = true;
    plot.on("plotly_deselect", () => setTriggerValue("cleared", true));
  };
  // The chart is made anew whenever its data change.
  const watch = new MutationObserver(listen);
  watch.observe(strip, { childList: true, subtree: true });
  listen();
  return () => watch.disconnect();
}
