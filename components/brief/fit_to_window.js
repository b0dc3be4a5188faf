// Makes what is in a picture as large as fits: laid out wider and scaled down until its height does.
// How high a page is that has no such picture is written onto it, for whoever takes it as one.
"use strict";

(() => {
  document.documentElement.dataset.height = String(Math.ceil(document.documentElement.scrollHeight));
  const inner = document.querySelector(".sl-fitted");
  if (!inner) return;
  const room = inner.parentElement;
  const fits = (scale) => {
    inner.style.width = `${room.clientWidth / scale}px`;
    return inner.scrollHeight * scale <= room.clientHeight;
  };
  let [low, high] = [0.1, 1];
  if (fits(high)) low = high;
  for (let step = 0; step < 12 && low < high; step += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  fits(low);
  inner.style.transform = `scale(${low})`;
  document.documentElement.dataset.scale = String(low);
})();
