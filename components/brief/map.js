// Draws the map of a page that stands alone, and links map, timeline and claims within it.
"use strict";

(() => {
  const { shared, symbol, describe, start } = window.sidelightMap;
  const { carried } = shared;
  const CENTRE = [34.6, 42.6];
  const drawn = [];
  const words = carried["corpus/words.json"];

  function drawMap(box) {
    const { dark, view } = carried.map;
    const map = L.map(box, {
      center: CENTRE, zoom: 6, minZoom: 4, maxZoom: 11, zoomSnap: 0.25, maxBounds: [[25, 29], [43, 54]],
      fadeAnimation: false, zoomAnimation: false, scrollWheelZoom: false,
    });
    start(map, dark);
    L.geoJSON(carried.symbols, {
      pointToLayer: symbol,
      onEachFeature: (feature, layer) => {
        describe(feature, layer);
        layer.on("click", () => pick(feature.properties.all));
        drawn.push([feature.properties.all, layer]);
      },
    }).addTo(map);
    shared.choose(carried.choice);
    // The shapes of areas are drawn a moment later than dots.
    setTimeout(() => (view ? map.setView(view.slice(0, 2), view[2]) : shared.fit(map)), 0);
    // A page is laid out anew for paper, and the map has to follow before it is printed.
    window.addEventListener("beforeprint", () => map.invalidateSize({ animate: false }));
    window.addEventListener("afterprint", () => map.invalidateSize({ animate: false }));
    return map;
  }

  // One claim is gone to; several are listed.
  function pick(ids) {
    const known = ids.filter((id) => document.getElementById(`claim-${id}`));
    const list = document.getElementById("picked");
    if (list) list.replaceChildren();
    if (known.length === 1 || !list) {
      location.hash = `claim-${known[0]}`;
      return;
    }
    const head = list.appendChild(document.createElement("b"));
    head.textContent = `${known.length} claims here`;
    for (const id of known) {
      const link = list.appendChild(document.createElement("a"));
      const { statement, period } = words.claims[id];
      link.href = `#claim-${id}`;
      link.dir = "auto";
      link.textContent = `${period}: ${statement}`;
    }
    mark(known);
  }

  // What is chosen is marked on the map and on the timeline at once.
  function mark(ids) {
    const chosen = new Set(ids);
    for (const link of document.querySelectorAll("a.sl-mark")) {
      const own = (link.dataset.claims || "").split(" ").some((id) => chosen.has(id));
      link.classList.toggle("sl-on", own);
    }
    for (const [all, layer] of drawn) {
      const element = layer.getElement && layer.getElement();
      const own = all.some((id) => chosen.has(id));
      if (element) element.classList.toggle("sl-on", own);
      else if (layer.eachLayer) layer.eachLayer((part) => part.getElement && part.getElement() && part.getElement().classList.toggle("sl-on", own));
    }
  }

  const box = document.getElementById("map");
  const map = box ? drawMap(box) : null;
  document.addEventListener("click", (event) => {
    const row = event.target.closest && event.target.closest('[data-pick^="claim:"]');
    if (row) location.hash = row.dataset.pick.replace("claim:", "claim-");
    const link = event.target.closest && event.target.closest("a.sl-mark");
    const ids = link ? (link.dataset.claims || "").split(" ") : [];
    if (ids.length < 2) return;
    event.preventDefault();
    pick(ids);
  });
  const follow = () => {
    const id = decodeURIComponent(location.hash).replace(/^#claim-/, "");
    if (words.claims[id]) mark([id]);
  };
  window.addEventListener("hashchange", follow);
  follow();
})();
