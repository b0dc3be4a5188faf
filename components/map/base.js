// The map's own hand, first part: what all parts share, the page's styles and the basemap.
//
// The server sends numbers and ids alone, because text in a folium object is run as a template
// there. Words come as JSON from one of our routes and reach the page as textContent only.
"use strict";

window.sidelightMap = (() => {
  const HERE = "../../assets/";
  // A page that must stand alone carries what the server would answer.
  const CARRIED = document.getElementById("sidelight-carried");
  const carried = CARRIED ? JSON.parse(CARRIED.textContent) : null;

  const CLIP = [[27, 32], [41, 51]]; // data/basemap
  const THEMES = {
    light: {
      sea: "#dfe7ec", land: "#f7f5f0", focus: "#fffefb", border: "#8d8779", governorate: "#d3ccbd",
      water: "#9dbdd0", label: "#5b564d", ink: "#141319", paper: "#fffefb",
    },
    dark: {
      sea: "#12161c", land: "#1b2027", focus: "#232a33", border: "#6d7683", governorate: "#3a434f",
      water: "#3f6179", label: "#a9b1bb", ink: "#f2f0ea", paper: "#15181d",
    },
  };

  const fetched = new Map();

  const state = { map: null, theme: THEMES.light, dark: false, words: null, labels: [], owned: [], named: new Set(), pills: [], leaders: [], choice: { keys: [], more: [] }, arabic: false, moving: false };

  function load(name) {
    if (carried) return Promise.resolve(carried[name]);
    if (!fetched.has(name)) {
      fetched.set(name, fetch(HERE + name, { cache: "no-cache" }).then((answer) => {
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return answer.json();
      }));
    }
    return fetched.get(name);
  }

  function claimWords(ids) {
    const words = carried ? load("corpus/words.json") : load(`corpus/claims.json?ids=${ids.join(",")}`);
    return words.then(({ claims }) => claims);
  }

  function start(map, dark) {
    state.map = map;
    state.dark = dark;
    state.theme = dark ? THEMES.dark : THEMES.light;
    fill();
    nameFrame(map.getContainer());
    ["land", "lines"].forEach((name, index) => {
      map.createPane(name).style.zIndex = 200 + index;
      map.getPane(name).style.pointerEvents = "none";
    });
    map.createPane("names").style.zIndex = 620;
    map.getPane("names").style.pointerEvents = "none";
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution("Made with Natural Earth · places: GeoNames");
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    shared.buttons(map).addTo(map);
    if (!carried) {
      shared.rememberView(map);
      // The page tells the choice; before this frame was there, it left it here.
      setTimeout(() => shared.choose(window.parent.sidelightChoice || state.choice), 0);
    }
    drawBasemap(map).catch((error) => console.error("basemap", error));
    load("corpus/words.json").then((words) => { state.words = words; shared.relabel(); shared.placeLabels(); });
    map.on("zoomend moveend", shared.placeLabels);
    map.on("zoomend", () => state.map.eachLayer(shared.scaleRoute));
  }

  // The frame's height belongs to the page's layout, so the map fills whatever it is given.
  const IN_FRAME = "html, body { overflow: hidden } body > span { display: none }" +
    "#map_div { width: 100% !important; height: 100vh !important }" +
    '@font-face { font-family: "Sidelight Arabic"; src: url("../../assets/fonts/arabic.ttf"); font-weight: 400 700; unicode-range: U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFF }';

  // What folium and Streamlit leave to be said of the frame, and what folium says wrongly: that the
  // page may not be magnified (WCAG 2.2, 1.4.4).
  function nameFrame(container) {
    if (carried) return;
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", "Map");
    window.frameElement?.setAttribute("title", "Map");
    document.querySelectorAll('meta[name="viewport"]').forEach((meta) => { meta.content = "width=device-width, initial-scale=1"; });
  }

  function fill() {
    const style = document.createElement("style");
    style.textContent =
      (carried ? "" : IN_FRAME) +
      `.leaflet-container { background: ${state.theme.land}; font-family: "Source Sans Pro", "Source Sans", sans-serif }` +
      ".sl-name { white-space: nowrap; font-size: 11px; line-height: 12px; width: 0 !important; height: 0 !important }" +
      `.sl-name span { position: absolute; color: ${state.theme.label}; text-shadow: ${halo(state.theme.focus)} }` +
      ".sl-name.capital span { font-weight: 700 }" +
      `.sl-name.own span { font-weight: 600; color: ${state.theme.ink} }` +
      ".sl-name.governorate span { letter-spacing: .08em; text-transform: uppercase; font-size: 9.5px; opacity: .8; transform: translate(-50%, -50%) }" +
      ".sl-name.country span { letter-spacing: .22em; text-transform: uppercase; font-size: 12px; font-weight: 600; opacity: .75; transform: translate(-50%, -50%) }" +
      ".sl-count { width: 0 !important; height: 0 !important }" +
      `.sl-count span { position: absolute; transform: translate(-50%, -50%); font: 700 11px/1 'Source Sans Pro', sans-serif; color: white }` +
      ".sl-count.black span { color: black }" +
      `.sl-count.hatched span { color: ${state.theme.ink}; background: ${state.theme.paper}; border-radius: 7px; padding: 1px 4px }` +
      ".sl-count.area.broad span { white-space: nowrap; border-radius: 3px; letter-spacing: .04em; padding: 3px 7px }" +
      `.sl-count.area span { color: ${state.theme.ink}; background: ${state.theme.paper}; border: 1px solid currentColor; border-radius: 9px; padding: 2px 6px }` +
      `.sl-hover { box-sizing: border-box; width: max-content; max-width: min(352px, calc(100vw - 60px)); white-space: normal; font-size: 12.5px; line-height: 1.35; color: ${state.theme.ink}; background: ${state.theme.paper}; border-color: ${state.theme.border} }` +
      ".sl-hover h4 { margin: 0 0 4px; font-size: 13px } .sl-hover p { margin: 0 0 5px } .sl-hover small { opacity: .75 }" +
      `.leaflet-bar a, .leaflet-control-attribution, .leaflet-control-scale-line { color: ${state.theme.ink} !important; background: ${state.theme.paper} !important; border-color: ${state.theme.border} !important; text-shadow: none }` +
      ".leaflet-control-attribution { opacity: .8; font-size: 10px }" +
      ".leaflet-control-scale-line { font-size: 11px; line-height: 1.2 }" +
      '.sl-name.arabic span { font-family: "Sidelight Arabic", sans-serif; font-size: 12px; letter-spacing: 0; text-transform: none; direction: rtl }' +
      ".sl-soft { filter: blur(5px) } .sl-softer { filter: blur(2.5px) }" +
      ".sl-drawing { cursor: crosshair !important } a.sl-on { outline: 2px solid currentColor; outline-offset: -4px }" +
      ".leaflet-touch .leaflet-control-layers-toggle, .leaflet-control-layers-toggle { width: 30px; height: 30px; background-size: 18px }" +
      ".leaflet-control-layers label { font-size: 12px } .leaflet-control-layers { text-align: left }" +
      `.leaflet-control-layers { color: ${state.theme.ink} !important; background: ${state.theme.paper} !important }` +
      ".leaflet-interactive:focus { outline: none }" +
      // The stroke keeps its width: a wide route would grow thin beneath the pointer.
      `svg .leaflet-interactive:focus-visible, .leaflet-marker-icon.leaflet-interactive:focus-visible { stroke: ${state.theme.ink}; outline: 3px solid ${state.theme.ink}; outline-offset: 2px }`;
    document.head.appendChild(style);
    new ResizeObserver(() => state.map.invalidateSize()).observe(state.map.getContainer());
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
    countries.features.filter((f) => f.properties.label).forEach((f) => shared.addLabel(
      f.properties.label, f.properties.name, "country", inFocus(f.properties.code) ? 5 : 6, 6.9));
    cities.features.forEach((f) => shared.addLabel(
      f.geometry.coordinates, f.properties.name, f.properties.capital ? "city capital" : "city",
      f.properties.capital ? 5 : Math.max(6, f.properties.rank)));
    governorates.features.forEach((f) => shared.addLabel(
      f.properties.label, f.properties.name, "governorate", 7, 99, 6, f.properties.name_ar));
    // Names are set by our own hand, so their layers are empty ones that say whether they are on.
    overlays.Cities = L.layerGroup().addTo(map);
    overlays["Arabic names"] = L.layerGroup();
    state.cities = overlays.Cities;
    L.control.layers(null, overlays, { position: "topleft" }).addTo(map);
    map.on("overlayadd overlayremove", () => {
      state.arabic = map.hasLayer(overlays["Arabic names"]);
      shared.placeLabels();
    });
    shared.placeLabels();
  }

  // The other parts add themselves to this; the frame loads them in order, after Leaflet.
  const shared = { state, carried, load, claimWords, start };
  return { start, shared };
})();
