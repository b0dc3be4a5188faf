// Names on the map: which are drawn, where they find room, and in which script.
"use strict";

(() => {
  const { shared } = window.sidelightMap;
  const { state } = shared;

  function addLabel(...args) {
    state.labels.push(newLabel(...args));
  }

  function newLabel([lon, lat], text, kind, fromZoom, toZoom = 99, gap = 6, arabic = null) {
    const span = document.createElement("span");
    span.textContent = text;
    const marker = L.marker([lat, lon], {
      pane: "names", interactive: false, keyboard: false,
      icon: L.divIcon({ className: `sl-name ${kind}`, html: span, iconSize: [0, 0] }),
    });
    return { marker, span, city: kind.startsWith("city"), fromZoom, toZoom, text, gap, names: [text, arabic] };
  }

  // Greedy: earlier labels (countries, cities by rank) win; one that would overlap waits for zoom.
  function placeLabels() {
    const { map } = state;
    dodge();
    namePills();
    const size = map.getSize();
    const zoom = map.getZoom();
    const taken = symbolBoxes(true);
    for (const label of [...symbolLabels(), ...state.labels]) {
      speak(label);
      const point = map.latLngToContainerPoint(label.marker.getLatLng());
      const width = label.text.length * 6.2;
      const options = label.city
        ? [[label.gap, -6], [-width - label.gap, -6], [-width / 2, label.gap], [-width / 2, -label.gap - 13]]
        : [[-width / 2, -6]];
      const free = zoom >= label.fromZoom && zoom <= label.toZoom && options.find(([dx, dy]) => {
        const box = [point.x + dx, point.y + dy, point.x + dx + width, point.y + dy + 13];
        const inside = box[0] >= 0 && box[1] >= 0 && box[2] <= size.x && box[3] <= size.y;
        return inside && !taken.some((other) => overlap(box, other)) && taken.push(box);
      });
      const other = label.city && !label.own;
      const hidden = other && (state.named.has(label.names[0]) || (state.cities && !map.hasLayer(state.cities)));
      if (!free || hidden) { label.marker.remove(); continue; }
      if (label.city) [label.span.style.left, label.span.style.top] = free.map((n) => `${n}px`);
      label.marker.addTo(map);
    }
  }

  function speak(label) {
    const [text, arabic] = label.names;
    label.text = (state.arabic && arabic) || text;
    label.span.textContent = label.text;
    const icon = label.marker.options.icon.options;
    icon.className = icon.className.replace(" arabic", "") + (label.text === arabic ? " arabic" : "");
    const element = label.marker.getElement();
    if (element) element.classList.toggle("arabic", label.text === arabic);
  }

  // The places of the claims are named before any other city.
  function symbolLabels() {
    state.owned.forEach((label) => label.marker.remove());
    state.owned = [];
    state.named = new Set();
    if (!state.words) return [];
    state.map.eachLayer((layer) => {
      const p = layer.sidelight && layer.sidelight.properties;
      const text = p && (p.shape === "dot" || p.shape === "ring") && state.words.places[p.id];
      if (!text || state.named.has(text)) return;
      state.named.add(text);
      const { lat, lng } = layer.getLatLng();
      const gap = (p.shape === "dot" ? layer.getRadius() : layer._radius || 4) + 2;
      const arabic = state.words.arabic[p.id];
      state.owned.push({ ...newLabel([lng, lat], text, "city own", 5, 99, gap, arabic), own: true });
    });
    return state.owned;
  }

  // Dots that would cover each other are moved apart on the screen, the smaller one to the upper
  // right, with a line to where it belongs. The same every time; nothing is scattered by chance.
  function dodge() {
    const { map } = state;
    state.leaders.forEach((line) => line.remove());
    state.leaders = [];
    const dots = [];
    map.eachLayer((layer) => {
      if (layer instanceof L.CircleMarker && !(layer instanceof L.Circle) && layer.sidelight) dots.push(layer);
    });
    dots.sort((a, b) => b.getRadius() - a.getRadius() || (a.sidelight.properties.id < b.sidelight.properties.id ? -1 : 1));
    const placed = [];
    for (const dot of dots) {
      dot.home = dot.home || dot.getLatLng();
      const home = map.latLngToContainerPoint(dot.home);
      const r = dot.getRadius();
      let at = home;
      for (let step = 0; step < 8; step += 1) {
        const hit = placed.find((other) => other.at.distanceTo(at) < 0.75 * (other.r + r));
        if (!hit) break;
        at = hit.at.add(L.point(Math.SQRT1_2, -Math.SQRT1_2).multiplyBy(hit.r + r + 1));
      }
      placed.push({ at, r });
      const moved = at !== home;
      const where = moved ? map.containerPointToLatLng(at) : dot.home;
      dot.setLatLng(where);
      if (dot.badge) dot.badge.setLatLng(where);
      if (moved) state.leaders.push(L.polyline([dot.home, where], {
        color: state.theme.ink, weight: 1, interactive: false,
      }).addTo(map).bringToBack());
    }
  }

  function overlap(a, b) {
    return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  }

  function symbolBoxes(pillsToo = false) {
    const boxes = [];
    state.map.eachLayer((layer) => {
      const className = layer.options.icon && layer.options.icon.options.className;
      const pill = className && className.endsWith("broad");
      if (className && className.startsWith("sl-count area") && (pillsToo || !pill)) {
        const at = state.map.latLngToContainerPoint(layer.getLatLng());
        const half = pill ? 34 : 13;
        boxes.push([at.x - half, at.y - 10, at.x + half, at.y + 10]);
      }
      if (!(layer instanceof L.CircleMarker) || layer instanceof L.Circle) return;
      const { x, y } = state.map.latLngToContainerPoint(layer.getLatLng());
      const r = layer.getRadius();
      boxes.push([x - r, y - r, x + r, y + r]);
    });
    return boxes;
  }

  // A number alone would be read as one of the province under it.
  function namePills() {
    const dots = symbolBoxes();
    for (const [id, count, marker] of state.pills) {
      const span = marker.options.icon.options.html;
      if (state.words) span.textContent = `${state.words.places[id]}: ${count}`;
      // It names a whole country, so it may stand anywhere in it that leaves the dots free.
      marker.home = marker.home || marker.getLatLng();
      const { x, y } = state.map.latLngToContainerPoint(marker.home);
      const half = 7 + span.textContent.length * 3.6;
      const box = (dy) => [x - half, y + dy - 12, x + half, y + dy + 12];
      const dy = [0, 26, 52, 78, -26, -52].find((step) => !dots.some((dot) => overlap(box(step), dot))) || 0;
      marker.setLatLng(dy ? state.map.containerPointToLatLng([x, y + dy]) : marker.home);
    }
  }

  Object.assign(shared, { addLabel, newLabel, placeLabels, speak, symbolLabels, dodge, overlap, symbolBoxes, namePills });
})();
