// The map's own hand: draws the basemap, gives each symbol its shape, hover text and keyboard.
//
// The server sends numbers and ids alone, because text in a folium object is run as a template
// there. Words come as JSON from one of our routes and reach the page as textContent only.
"use strict";

window.sidelightMap = (() => {
  const HERE = "../../assets/";
  const HOVER_LINES = 4;
  const CLIP = [[27, 32], [41, 51]]; // data/basemap
  const THEMES = {
    light: {
      sea: "#dfe7ec", land: "#f7f5f0", focus: "#fffefb", border: "#8d8779", governorate: "#d3ccbd",
      water: "#9dbdd0", label: "#5b564d", ink: "#1c1b22", paper: "#fffefb",
    },
    dark: {
      sea: "#12161c", land: "#1b2027", focus: "#232a33", border: "#6d7683", governorate: "#3a434f",
      water: "#3f6179", label: "#a9b1bb", ink: "#f2f0ea", paper: "#15181d",
    },
  };
  const fetched = new Map();
  const state = { map: null, theme: THEMES.light, dark: false, words: null, clicks: 0, labels: [], owned: [], named: new Set(), pills: [], leaders: [], box: null, arabic: false, moving: false };

  function load(name) {
    if (!fetched.has(name)) {
      fetched.set(name, fetch(HERE + name, { cache: "no-cache" }).then((answer) => {
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return answer.json();
      }));
    }
    return fetched.get(name);
  }

  // ── Basemap ──────────────────────────────────────────────────────────────────────────────────
  function start(map, dark) {
    state.map = map;
    state.dark = dark;
    state.theme = dark ? THEMES.dark : THEMES.light;
    fill();
    ["land", "lines"].forEach((name, index) => {
      map.createPane(name).style.zIndex = 200 + index;
      map.getPane(name).style.pointerEvents = "none";
    });
    map.createPane("names").style.zIndex = 620;
    map.getPane("names").style.pointerEvents = "none";
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution("Made with Natural Earth · places: GeoNames");
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    buttons(map).addTo(map);
    rememberView(map);
    drawBasemap(map).catch((error) => console.error("basemap", error));
    load("corpus/words.json").then((words) => { state.words = words; relabel(); placeLabels(); });
    map.on("zoomend moveend", placeLabels);
    map.on("zoomend", () => state.map.eachLayer(scaleRoute));
  }

  // The frame's height belongs to the page's layout, so the map fills whatever it is given.
  function fill() {
    const style = document.createElement("style");
    style.textContent =
      "html, body { overflow: hidden } body > span { display: none }" +
      "#map_div { width: 100% !important; height: 100vh !important }" +
      `.leaflet-container { background: ${state.theme.land}; font-family: "Source Sans Pro", "Source Sans", sans-serif }` +
      ".sl-name { white-space: nowrap; font-size: 11px; line-height: 12px; width: 0 !important; height: 0 !important }" +
      `.sl-name span { position: absolute; color: ${state.theme.label}; text-shadow: ${halo(state.theme.focus)} }` +
      ".sl-name.capital span { font-weight: 700 }" +
      `.sl-name.own span { font-weight: 600; color: ${state.theme.ink} }` +
      ".sl-name.governorate span { letter-spacing: .08em; text-transform: uppercase; font-size: 9.5px; opacity: .8; transform: translate(-50%, -50%) }" +
      ".sl-name.country span { letter-spacing: .22em; text-transform: uppercase; font-size: 12px; font-weight: 600; opacity: .75; transform: translate(-50%, -50%) }" +
      ".sl-count { width: 0 !important; height: 0 !important }" +
      `.sl-count span { position: absolute; transform: translate(-50%, -50%); font: 700 11px/1 'Source Sans Pro', sans-serif; color: ${state.theme.paper} }` +
      ".sl-count.area.broad span { white-space: nowrap; border-radius: 3px; letter-spacing: .04em; padding: 3px 7px }" +
      `.sl-count.area span { color: ${state.theme.ink}; background: ${state.theme.paper}; border: 1px solid currentColor; border-radius: 9px; padding: 2px 6px }` +
      `.sl-hover { max-width: 340px; white-space: normal; font-size: 12.5px; line-height: 1.35; color: ${state.theme.ink}; background: ${state.theme.paper}; border-color: ${state.theme.border} }` +
      ".sl-hover h4 { margin: 0 0 4px; font-size: 13px } .sl-hover p { margin: 0 0 5px } .sl-hover small { opacity: .75 }" +
      `.leaflet-bar a, .leaflet-control-attribution, .leaflet-control-scale-line { color: ${state.theme.ink} !important; background: ${state.theme.paper} !important; border-color: ${state.theme.border} !important; text-shadow: none }` +
      ".leaflet-control-attribution { opacity: .8; font-size: 10px }" +
      ".leaflet-control-scale-line { font-size: 11px; line-height: 1.2 }" +
      '@font-face { font-family: "Sidelight Arabic"; src: url("../../assets/fonts/arabic.ttf"); font-weight: 400 700; unicode-range: U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFF }' +
      '.sl-name.arabic span { font-family: "Sidelight Arabic", sans-serif; font-size: 12px; letter-spacing: 0; text-transform: none; direction: rtl }' +
      ".sl-soft { filter: blur(5px) } .sl-softer { filter: blur(2.5px) }" +
      ".sl-drawing { cursor: crosshair !important } a.sl-on { outline: 2px solid currentColor; outline-offset: -4px }" +
      ".leaflet-touch .leaflet-control-layers-toggle, .leaflet-control-layers-toggle { width: 30px; height: 30px; background-size: 18px }" +
      ".leaflet-control-layers label { font-size: 12px } .leaflet-control-layers { text-align: left }" +
      `.leaflet-control-layers { color: ${state.theme.ink} !important; background: ${state.theme.paper} !important }` +
      `.leaflet-interactive:focus { outline: none; stroke: ${state.theme.ink}; stroke-width: 4px }`;
    document.head.appendChild(style);
    new ResizeObserver(() => state.map.invalidateSize()).observe(document.getElementById("map_div"));
  }

  function halo(colour) {
    return [[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [-1, -1], [1, -1], [-1, 1]]
      .map(([x, y]) => `${x}px ${y}px 1px ${colour}`).join(",");
  }

  async function drawBasemap(map) {
    const { theme } = state;
    const names = ["countries", "governorates", "lakes", "rivers", "borders", "cities"];
    const [countries, governorates, lakes, rivers, borders, cities] =
      await Promise.all(names.map((name) => load(`basemap/${name}.geojson`)));
    const land = L.canvas({ pane: "land", padding: 0.5 });
    const lines = L.canvas({ pane: "lines", padding: 0.5 });
    // The layers end at the clip; beyond it there is no coast to be drawn, only paper.
    L.rectangle(CLIP, { pane: "land", renderer: land, interactive: false, stroke: false,
      fillOpacity: 1, fillColor: theme.sea }).addTo(map);
    const inFocus = (code) => code === "iq" || code === "sy";
    const draw = (data, pane, renderer, style) =>
      L.geoJSON(data, { pane, renderer, interactive: false, style }).addTo(map);
    const overlays = {};
    draw(countries, "land", land, ({ properties: { code } }) => ({
      stroke: false, fillOpacity: 1, fillColor: inFocus(code) ? theme.focus : theme.land,
    }));
    overlays.Governorates = draw(governorates, "lines", lines, () => ({ color: theme.governorate, weight: 0.8, fill: false }));
    overlays["Rivers and lakes"] = L.layerGroup([
      draw(lakes, "lines", lines, () => ({ stroke: false, fillColor: theme.water, fillOpacity: 0.7 })),
      draw(rivers, "lines", lines, () => ({ color: theme.water, weight: 1.4, fill: false })),
    ]).addTo(map);
    draw(borders, "lines", lines, ({ properties: { disputed } }) => ({
      color: theme.border, weight: 1.3, fill: false, dashArray: disputed ? "3 4" : null,
    }));
    countries.features.filter((f) => f.properties.label).forEach((f) => addLabel(
      f.properties.label, f.properties.name, "country", inFocus(f.properties.code) ? 5 : 6, 6.9));
    cities.features.forEach((f) => addLabel(
      f.geometry.coordinates, f.properties.name, f.properties.capital ? "city capital" : "city",
      f.properties.capital ? 5 : Math.max(6, f.properties.rank)));
    governorates.features.forEach((f) => addLabel(
      f.properties.label, f.properties.name, "governorate", 7, 99, 6, f.properties.name_ar));
    // Names are set by our own hand, so their layers are empty ones that say whether they are on.
    overlays.Cities = L.layerGroup().addTo(map);
    overlays["Arabic names"] = L.layerGroup();
    state.cities = overlays.Cities;
    L.control.layers(null, overlays, { position: "topleft" }).addTo(map);
    map.on("overlayadd overlayremove", () => {
      state.arabic = map.hasLayer(overlays["Arabic names"]);
      placeLabels();
    });
    placeLabels();
  }

  // ── Names on the map ─────────────────────────────────────────────────────────────────────────
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

  // ── Symbols ──────────────────────────────────────────────────────────────────────────────────
  // Called by folium's GeoJson for each Point feature; lines and symbols meet again in describe().
  function symbol(feature, latlng) {
    const p = feature.properties;
    if (p.shape === "box") return box(p, latlng);
    if (p.shape === "area") return area(feature, latlng);
    const options = stroke(p, 1);
    if (p.shape === "ring") {
      return L.circle(latlng, { ...options, radius: p.radius * 1000, dashArray: "5 5", fillOpacity: p.disputed ? 0.7 : 0.18 });
    }
    if (p.role !== "location") return L.circleMarker(latlng, { ...options, radius: 9, fill: false, dashArray: "2 4" });
    const radius = 5.5 + 2.6 * Math.sqrt(p.count - 1) + (p.chosen ? 2 : 0);
    const dot = L.circleMarker(latlng, {
      ...options, radius, fillOpacity: 0.92, weight: p.chosen ? 3 : 1.4,
      color: p.chosen || p.disputed ? state.theme.ink : state.theme.paper,
    });
    if (p.count === 1) return dot;
    dot.badge = badge(latlng, p.count, "sl-count");
    return L.featureGroup([dot, dot.badge]);
  }

  function area(feature, latlng) {
    const p = feature.properties;
    const own = p.role === "location";
    // A country is a number beside its name, never a shape over everything else, until chosen.
    const group = L.featureGroup(own ? [badge(latlng, p.count, `sl-count area${p.broad ? " broad" : ""}`, p.broad)] : []);
    if (p.broad && own) state.pills.push([p.id, p.count, group.getLayers()[0]]);
    if (p.broad && own && !p.chosen) return group;
    const names = ["basemap/governorates.geojson", "basemap/countries.geojson"];
    Promise.all(names.map(load)).then((files) => {
      const shapes = files.flatMap((file) => file.features)
        .filter((f) => p.areas.includes(f.properties.code));
      L.geoJSON(shapes, {
        style: () => areaStyle(p),
        onEachFeature: (_, layer) => {
          prepare(feature, layer);
          group.addLayer(layer);
          layer.bringToBack();
        },
      });
    });
    return group;
  }

  // The coarser the place, the fainter the shape.
  function areaStyle(p) {
    if (p.role !== "location") return { ...stroke(p, 0.9), fill: false, dashArray: "2 5" };
    // A region has no border to be drawn, so its shade has none either.
    if (p.loose) return { ...stroke(p, 0.45), stroke: false, fillOpacity: p.chosen ? 0.28 : 0.13, className: "sl-soft" };
    return { ...stroke(p, 0.9), fillOpacity: p.disputed ? 0.6 : p.broad ? 0.05 : 0.15, dashArray: "6 4" };
  }

  // What is disputed is hatched. The pattern lives in the drawing's own SVG, once for each colour.
  function hatch(colour) {
    const id = `hatch-${colour}`;
    const pane = state.map.getPane("overlayPane");
    const svg = pane.querySelector("svg");
    if (!svg || document.getElementById(id)) return `url(#${id})`;
    const make = (name, attributes, parent) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", name);
      Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
      return parent.appendChild(element);
    };
    const pattern = make("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, make("defs", {}, svg));
    make("rect", { width: 6, height: 6, fill: state.theme.paper }, pattern);
    make("rect", { width: 3, height: 6, fill: `#${colour}` }, pattern);
    return `url(#${id})`;
  }

  function stroke(p, opacity) {
    const colour = state.dark ? p.dark : p.light;
    return {
      color: (p.chosen && p.shape !== "route") || p.role !== "location" ? state.theme.ink : `#${colour}`,
      fillColor: p.disputed ? hatch(colour) : `#${colour}`,
      weight: p.chosen ? 2.5 : 1.5, opacity: p.chosen ? Math.max(opacity, 0.8) : opacity,
    };
  }

  function badge(latlng, count, className, interactive = false) {
    const span = document.createElement("span");
    span.textContent = String(count);
    return L.marker(latlng, {
      interactive: Boolean(interactive), keyboard: false, pane: interactive ? "markerPane" : "names",
      icon: L.divIcon({ className, html: span, iconSize: [0, 0] }),
    });
  }

  // The feature that brings a drawn box to the server; drawn when there is a box.
  function box(p, latlng) {
    if (!p.bounds) return L.circleMarker(latlng, { radius: 0, stroke: false, fill: false });
    const [west, south, east, north] = p.bounds;
    return L.rectangle([[south, west], [north, east]], { color: state.theme.ink, weight: 1.5, dashArray: "4 4", fill: false });
  }

  function describe(feature, layer) {
    if (feature.properties.shape === "box") {
      // A copy, so that a click on something else never sends the box.
      const sent = { ...feature, properties: { ...feature.properties } };
      layer.toGeoJSON = () => sent;
      state.box = { layer, sent };
      return;
    }
    if (feature.geometry.type === "LineString") {
      layer.setStyle({
        ...stroke(feature.properties, feature.properties.chosen ? 0.75 : 0.4), lineCap: "round", lineJoin: "round",
        fill: false, dashArray: feature.properties.disputed ? "14 12" : null,
      });
      layer.once("add", () => layer.getElement() && layer.getElement().classList.add("sl-softer"));
      layer.sidelightWidth = feature.properties.width;
      layer.once("add", () => scaleRoute(layer));
    }
    if (layer instanceof L.FeatureGroup) {
      layer.eachLayer((child) => {
        if (child.options.interactive) prepare(feature, child);
      });
    } else {
      prepare(feature, layer);
    }
    if (feature.properties.chosen) layer.once("add", () => reveal(feature));
    clearTimeout(state.pending);
    state.pending = setTimeout(placeLabels, 0);
  }

  // A route is as wide as the ground it may lie on, at every zoom.
  function scaleRoute(layer) {
    if (!layer.sidelightWidth || !state.map.hasLayer(layer)) return;
    const lat = layer.getBounds().getCenter().lat;
    const metres = 40075016.7 * Math.cos((lat * Math.PI) / 180) / 2 ** (state.map.getZoom() + 8);
    layer.setStyle({ weight: Math.max(8, (layer.sidelightWidth * 1000) / metres) });
  }

  function prepare(feature, layer) {
    layer.sidelight = feature;
    // What goes back to the server is the small feature, not an outline.
    layer.toGeoJSON = () => feature;
    // streamlit-folium stays silent when nothing changed; the count makes each click a change.
    layer.on("click", () => { feature.properties.click = ++state.clicks; });
    layer.bindTooltip(() => hover(feature.properties), { className: "sl-hover", sticky: true });
    layer.on("add", () => enable(layer));
  }

  // ── Keyboard and words ───────────────────────────────────────────────────────────────────────
  function enable(layer) {
    const element = layer.getElement && layer.getElement();
    if (!element) return;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("data-place", layer.sidelight.properties.id);
    element.setAttribute("aria-label", spoken(layer.sidelight.properties));
    element.onkeydown = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      layer.fire("click", { latlng: state.map.getCenter() }, true);
    };
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

  function relabel() {
    state.map.eachLayer((layer) => { if (layer.sidelight) enable(layer); });
  }

  function spoken(p) {
    const place = state.words ? state.words.places[p.id] : "";
    return `${place || p.id}, ${p.count} ${p.count === 1 ? "claim" : "claims"}`;
  }

  function hover(p) {
    const box = document.createElement("div");
    const add = (tag, text, parent = box) => {
      const element = document.createElement(tag);
      element.textContent = text;
      element.dir = "auto";
      return parent.appendChild(element);
    };
    add("h4", p.role === "location" ? spoken(p) : `${spoken(p)}: ${p.role} of the chosen claim`);
    const ids = p.all.slice(0, HOVER_LINES);
    for (const id of ids) {
      const claim = state.words && state.words.claims[id];
      const line = add("p", claim ? claim.statement : id);
      if (!claim) continue;
      line.append(document.createElement("br"));
      add("small", `${claim.period} · ${claim.sources}`, line);
    }
    const more = p.count - ids.length;
    if (more > 0) add("small", `and ${more} more: click for the list`);
    return box;
  }

  // ── View ─────────────────────────────────────────────────────────────────────────────────────
  function reveal(feature) {
    const { map } = state;
    const bounds = L.geoJSON(feature).getBounds();
    if (!bounds.isValid() || map.getBounds().pad(-0.08).contains(bounds)) return;
    map.panTo(bounds.getCenter());
  }

  // Where the reader looks is kept in the page's address, so that a link shows a colleague the same.
  // Only what the reader does is kept: a pan of ours follows from the claim in the address.
  function rememberView(map) {
    const page = window.parent;
    const given = new URLSearchParams(page.location.search).get("view");
    const [lat, lng, zoom] = (given || "").split(",").map(Number);
    if (Number.isFinite(lat) && Number.isFinite(lng) && zoom >= 4 && zoom <= 11) {
      map.setView([lat, lng], zoom, { animate: false });
    }
    const keep = () => {
      if (state.moving) return;
      const centre = map.getCenter();
      const address = new URL(page.location.href);
      address.searchParams.set("view", `${centre.lat.toFixed(2)},${centre.lng.toFixed(2)},${map.getZoom()}`);
      page.history.replaceState(page.history.state, "", address);
    };
    map.on("dragend zoomend", keep);
    map.getContainer().addEventListener("keyup", (event) => {
      if (event.key.startsWith("Arrow")) keep();
    });
  }

  function buttons(map) {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      L.DomEvent.disableClickPropagation(bar);
      const add = (sign, title, act) => {
        const button = L.DomUtil.create("a", "", bar);
        button.href = "#";
        button.title = title;
        button.setAttribute("role", "button");
        button.setAttribute("aria-label", title);
        button.textContent = sign;
        L.DomEvent.on(button, "click", (event) => {
          L.DomEvent.preventDefault(event);
          act(button, event);
        });
      };
      add("⤢", "Fit to what is shown", () => fit(map));
      add("▭", "Select claims with a box (from the keyboard: those in view)", (button, event) => {
        // A click without a pointer comes from the keyboard, which cannot draw.
        if (event.detail === 0) send(map.getBounds());
        else drawBox(map, button);
      });
      return bar;
    };
    return control;
  }

  function fit(map) {
    const bounds = L.latLngBounds([]);
    map.eachLayer((layer) => {
      if (layer.sidelight) bounds.extend(layer.getBounds ? layer.getBounds() : layer.getLatLng());
    });
    if (!bounds.isValid()) return;
    state.moving = true;
    map.once("moveend", () => { state.moving = false; });
    map.fitBounds(bounds.pad(0.1), { maxZoom: 9 });
  }

  // One box for each press of the button; afterwards the map drags again.
  function drawBox(map, button) {
    const element = map.getContainer();
    button.classList.add("sl-on");
    element.classList.add("sl-drawing");
    map.dragging.disable();
    let corner = null;
    let shape = null;
    const down = ({ latlng }) => {
      corner = latlng;
      shape = L.rectangle([corner, corner], { color: state.theme.ink, weight: 1.5, dashArray: "4 4", interactive: false }).addTo(map);
    };
    const move = ({ latlng }) => shape && shape.setBounds([corner, latlng]);
    const up = () => {
      map.off({ mousedown: down, mousemove: move, mouseup: up });
      map.dragging.enable();
      button.classList.remove("sl-on");
      element.classList.remove("sl-drawing");
      if (!shape) return;
      const bounds = shape.getBounds();
      shape.remove();
      if (bounds.getNorth() > bounds.getSouth() && bounds.getEast() > bounds.getWest()) send(bounds);
    };
    map.on({ mousedown: down, mousemove: move, mouseup: up });
  }

  function send(bounds) {
    if (!state.box) return;
    const { layer, sent } = state.box;
    sent.properties.bounds = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    sent.properties.click = ++state.clicks;
    layer.fire("click", { latlng: bounds.getCenter() }, true);
  }

  return { start, symbol, describe };
})();
