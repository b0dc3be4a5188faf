// What crosses between the map and the page: the map is told which claim is chosen without being sent
// again, and tells what was clicked or drawn. streamlit-folium would tell it a quarter of a second
// later, and of a second click on the same symbol not at all.
export default function ({ data, setTriggerValue }) {
  window.sidelightChoice = data;
  window.sidelightPick = (what) => setTriggerValue("clicked", what);
  for (const frame of document.querySelectorAll('iframe[src*="streamlit_folium"]')) {
    frame.contentWindow.sidelightMap?.choose?.(data);
  }
}
