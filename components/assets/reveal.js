// Scrolls the timeline's box so that the chosen mark is seen; leaves it alone where it already is.
export default function ({ data }) {
  const box = document.querySelector(`.st-key-${data.box}`);
  if (!box || data.y === null) return;
  const seen = data.y >= box.scrollTop + 40 && data.y <= box.scrollTop + box.clientHeight - 20;
  if (!seen) box.scrollTo({ top: data.y - box.clientHeight / 2 });
}
