// What crosses between the lanes and the page: the chosen claim is framed over the chart, and what is
// clicked in it is reported. The chart itself (charts.js) is drawn once for all choices.
export default function ({ data, setTriggerValue }) {
  window.sidelightMark = (mark) => setTriggerValue("clicked", mark);
  // Whichever of the two is there last draws the frame: the chart has its room once its height is set.
  window.sidelightFrame = () => {
    const box = document.querySelector(".sl-lanes");
    if (box?.firstElementChild?.style.height) frame(box, data);
  };
  window.sidelightFrame();
}

// Frames the chosen claim, and scrolls to the frame where it is not in sight.
function frame(box, data) {
  let layer = box.querySelector(":scope > .sl-frames");
  if (!layer) {
    layer = document.createElement("div");
    layer.className = "sl-frames";
    layer.setAttribute("aria-hidden", "true");
  }
  box.append(layer);
  layer.dataset.claim = data.claim || "";
  layer.style.color = data.ink;
  layer.style.height = `${data.height}px`;
  layer.replaceChildren();
  for (const { row, rows: high, from, to, middle } of data.frames) {
    const along = (share) => `calc(${data.left}px + (100% - ${data.left + data.right}px) * ${share})`;
    const frame = layer.appendChild(document.createElement("i"));
    frame.dataset.claim = data.claim;
    frame.style.left = along(from);
    frame.style.right = `calc(100% - (${along(to)}))`;
    frame.style.top = `${row * data.row}px`;
    frame.style.height = `${high * data.row}px`;
    const line = layer.appendChild(document.createElement("b"));
    line.style.left = along(middle);
  }
  const rows = data.frames.map(({ row }) => (row + 0.5) * data.row);
  if (!rows.length || layer.revealed === data.claim) return;
  layer.revealed = data.claim;
  const y = Math.min(...rows);
  const seen = y >= box.scrollTop + 40 && y <= box.scrollTop + box.clientHeight - 20;
  if (!seen) box.scrollTo({ top: y - box.clientHeight / 2 });
}
