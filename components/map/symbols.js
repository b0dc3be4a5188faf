// The symbols: each has the shape of how precisely its place is known, a keyboard and words.
"use strict";

(() => {
  const { shared } = window.sidelightMap;
  const { state } = shared;
  // In pixels: how wide the buttons at the left are, and how far words keep from a symbol.
  // TOLD: of how many claims a symbol tells the statement.
  const CONTROLS = 44;
  const CLEAR = 20;
  const TOLD = 2;

  // Called by folium's GeoJson for each Point feature; lines and symbols meet again in describe().
  function symbol(feature, latlng) {
    const p = feature.properties;
    if (p.shape === "box") return box(p);
    if (p.shape === "area") return area(feature, latlng);
    if (p.shape === "ring") {
      return L.circle(latlng, { ...stroke(p, 1), radius: p.radius * 1000, dashArray: "5 5", fillOpacity: p.disputed ? 0.7 : 0.18 });
    }
    if (p.role !== "location") return L.circleMarker(latlng, { ...stroke(p, 1), radius: 9, fill: false, dashArray: "2 4" });
    const dot = L.circleMarker(latlng, dotStyle(p));
    if (p.count === 1) return dot;
    // On hatching no colour of its own would be read.
    dot.badge = badge(latlng, p.count, p.disputed ? "sl-count hatched" : `sl-count ${shade(state.dark ? p.dark : p.light)}`);
    return L.featureGroup([dot, dot.badge]);
  }

  // Whether black or white is read on a colour: of the two, one has always 4.5 to 1 (WCAG 2.2, 1.4.3).
  function shade(colour) {
    const [red, green, blue] = colour.match(/../g).map((two) => (parseInt(two, 16) / 255) ** 2.2);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "black" : "white";
  }

  function dotStyle(p) {
    return {
      ...stroke(p, 1), fillOpacity: 0.92, weight: p.chosen ? 3 : 1.4,
      // By area, but never over its whole neighbourhood.
      radius: Math.min(5.5 + 2.6 * Math.sqrt(p.count - 1), 26) + (p.chosen ? 2 : 0),
      color: p.chosen || p.disputed ? state.theme.ink : state.theme.paper,
    };
  }

  function area(feature, latlng) {
    const p = feature.properties;
    const own = p.role === "location";
    // A country is a number beside its name, never a shape over everything else, until chosen.
    const group = L.featureGroup(own ? [badge(latlng, p.count, `sl-count area${p.broad ? " broad" : ""}`, p.broad)] : []);
    if (p.broad && own) state.pills.push([p.id, p.count, group.getLayers()[0]]);
    if (!p.broad || !own) drawOutlines(feature, group, (layer) => prepare(feature, layer));
    return group;
  }

  function drawOutlines({ properties: p }, group, dress) {
    const names = ["basemap/governorates.geojson", "basemap/countries.geojson"];
    Promise.all(names.map(shared.load)).then((files) => {
      const shapes = files.flatMap((file) => file.features)
        .filter((f) => p.areas.includes(f.properties.code));
      L.geoJSON(shapes, {
        style: () => areaStyle(p),
        onEachFeature: (_, layer) => {
          dress(layer);
          group.addLayer(layer);
          layer.bringToBack();
        },
      });
    });
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

  // A box that was drawn, and that the claims are listed of.
  function box(p) {
    const [west, south, east, north] = p.bounds;
    return L.rectangle([[south, west], [north, east]], { color: state.theme.ink, weight: 1.5, dashArray: "4 4", fill: false });
  }

  function describe(feature, layer) {
    if (feature.properties.shape === "box") return;
    if (feature.geometry.type === "LineString") {
      layer.setStyle(routeStyle(feature.properties));
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
    clearTimeout(state.pending);
    state.pending = setTimeout(settle, 0);
  }

  // After the symbols were exchanged: the choice is marked on the new ones too.
  function settle() {
    markChoice();
    shared.placeLabels();
  }

  function routeStyle(p) {
    return {
      ...stroke(p, p.chosen ? 0.75 : 0.4), lineCap: "round", lineJoin: "round",
      fill: false, dashArray: p.disputed ? "14 12" : null,
    };
  }

  // The choice comes apart from the symbols, so that these are drawn once for all choices: `keys` of
  // the symbols that hold the claim, and what else is to be drawn for it.
  function choose(choice) {
    if (!state.map || JSON.stringify(choice) === JSON.stringify(state.choice)) return;
    state.choice = choice;
    if (state.outlined) state.outlined.remove();
    state.outlined = L.geoJSON(choice.more, { pointToLayer: symbol, onEachFeature: describe }).addTo(state.map);
    state.revealing = true;
    settle();
  }

  function markChoice() {
    const { keys } = state.choice;
    if (state.broad) state.broad.remove();
    state.broad = L.featureGroup().addTo(state.map);
    const found = [];
    state.map.eachLayer((layer) => {
      const feature = layer.sidelight;
      if (!feature || feature.properties.role !== "location") return;
      const p = feature.properties;
      const chosen = Number(keys.includes(p.key));
      if (chosen) found.push(feature);
      if (chosen && p.broad && layer.options.icon) {
        p.chosen = 1;
        drawOutlines(feature, state.broad, (shape) => { shape.options.interactive = false; });
      }
      if (layer.dressed === chosen) return;
      layer.dressed = chosen;
      p.chosen = chosen;
      restyle(layer, p);
    });
    if (found.length && state.revealing) reveal(found[0]);
    state.revealing = false;
  }

  function restyle(layer, p) {
    if (!layer.setStyle) return;
    if (p.shape === "dot") {
      const style = dotStyle(p);
      layer.setStyle(style);
      layer.setRadius(style.radius);
    } else if (p.shape === "route") {
      layer.setStyle(routeStyle(p));
      scaleRoute(layer);
    } else {
      layer.setStyle(p.shape === "area" ? areaStyle(p) : stroke(p, 1));
    }
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
    const { id, key } = feature.properties;
    layer.on("click", () => shared.pick({ id, key }));
    const keepInside = () => inside(layer.getTooltip());
    layer.bindTooltip(() => hover(feature.properties, keepInside), { className: "sl-hover", opacity: 1, sticky: true });
    layer.on("tooltipopen mousemove", keepInside);
    layer.on("add", () => enable(layer));
  }

  // Moves what is read of a symbol to where all of it is on the map, beside the controls: below or
  // above the symbol where there is no room to its left or right.
  function inside(tooltip) {
    const element = tooltip?.getElement();
    if (!element?.isConnected) return;
    tooltip.setLatLng(tooltip.getLatLng());
    element.style.translate = "";
    const held = state.map.getContainer().getBoundingClientRect();
    const at = element.getBoundingClientRect();
    const into = (low, high, least, most) => Math.max(Math.min(0, most - 4 - high), least + 4 - low);
    const across = into(at.left, at.right, held.left + CONTROLS, held.right);
    const symbol = held.top + state.map.latLngToContainerPoint(tooltip.getLatLng()).y;
    const below = symbol + CLEAR + at.height < held.bottom - 4;
    const away = across ? (below ? symbol + CLEAR - at.top : symbol - CLEAR - at.bottom) : 0;
    const down = away + into(at.top + away, at.bottom + away, held.top, held.bottom);
    element.style.translate = `${across}px ${down}px`;
  }

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

  function relabel() {
    state.map.eachLayer((layer) => { if (layer.sidelight) enable(layer); });
  }

  function spoken(p) {
    const place = state.words ? state.words.places[p.id] : "";
    return `${place || p.id}, ${p.count} ${p.count === 1 ? "claim" : "claims"}`;
  }

  function symbols(collection) {
    return L.featureGroup([L.geoJSON(collection, { pointToLayer: symbol, onEachFeature: describe })]);
  }

  // What is read of a symbol; `grown` is called when the words of its claims have come.
  function hover(p, grown) {
    const box = document.createElement("div");
    const add = (tag, text, parent = box) => {
      const element = document.createElement(tag);
      element.textContent = text;
      element.dir = "auto";
      return parent.appendChild(element);
    };
    add("h4", p.role === "location" ? spoken(p) : `${spoken(p)}: ${p.role} of the chosen claim`);
    const lines = box.appendChild(document.createElement("div"));
    // The words of a symbol's claims are asked for when it is first pointed at.
    const told = p.first.slice(0, TOLD);
    shared.claimWords(told).then((claims) => {
      for (const id of told.filter((each) => claims[each])) {
        const line = add("p", claims[id].statement, lines);
        line.append(document.createElement("br"));
        add("small", `${claims[id].period} · ${claims[id].sources}`, line);
      }
      grown();
    });
    const more = p.count - told.length;
    if (more > 0) add("small", `and ${more} more: click for the list`);
    return box;
  }

  function reveal(feature) {
    const { map } = state;
    const bounds = L.geoJSON(feature).getBounds();
    if (!bounds.isValid() || map.getBounds().pad(-0.08).contains(bounds)) return;
    map.panTo(bounds.getCenter());
  }

  Object.assign(shared, { symbol, area, areaStyle, hatch, stroke, badge, box, describe, choose, scaleRoute, prepare, enable, relabel, spoken, hover, reveal });
  Object.assign(window.sidelightMap, { symbol, describe, symbols, choose });
})();
