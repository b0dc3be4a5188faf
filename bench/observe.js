// What "updated" means, seen from inside the page, so that no round trip of the test tool is timed.
//
// Time runs from the release of the mouse button (or from the start of the navigation) to the frame
// after the last of panel, map and timeline shows what was asked for. Parts are looked at in each
// animation frame in which the page or the map's frame has changed.
"use strict";

window.bench = (() => {
  const LONGEST = 30_000;
  const text = (selector) => (document.querySelector(selector)?.textContent || "").trim();
  const frame = () => document.querySelector('iframe[title="streamlit_folium.st_folium"]');
  const plots = () => [...document.querySelectorAll(".js-plotly-plot")].filter((each) => each._fullData);
  const lanes = () => document.querySelector(".st-key-timeline-box .js-plotly-plot") || plots()[0];
  const ids = (data) => [].concat(data).flatMap((each) => String(each).replace("group:", "").split(","));

  function drawnIds() {
    const plot = lanes();
    if (!plot?._fullData || !plot.querySelector(".main-svg .point, .main-svg .points path")) return new Set();
    if (plot.benchData !== plot._fullData) {
      plot.benchData = plot._fullData;
      plot.benchIds = new Set(plot._fullData.flatMap((trace) => [...(trace.customdata || [])].flatMap(ids)));
    }
    return plot.benchIds;
  }

  // A frame around the mark of this claim: an element over the drawing that says so in `data-claim`,
  // or a shape in Plotly's layout and in the drawing.
  function framed(claim) {
    if (document.querySelector(`.st-key-timeline-box [data-claim="${claim}"]`)) return true;
    const plot = lanes();
    const shapes = plot?._fullLayout?.shapes || [];
    const held = (shape) => plot._fullData.some((trace) => [...(trace.customdata || [])].some(
      (data, i) => Math.abs(trace.y[i] - (shape.y0 + shape.y1) / 2) < 0.01 && ids(data).includes(claim)));
    return shapes.some((shape, i) => (shape.name === claim || (shape.name === "chosen" && held(shape)))
      && plot.querySelector(`.shapelayer path[data-index="${i}"]`));
  }

  function features() {
    const found = [];
    const map = frame()?.contentWindow?.sidelightMap?.shared?.state?.map;
    if (map) map.eachLayer((layer) => {
      if (layer.sidelight && layer.getElement?.()?.isConnected) found.push(layer.sidelight.properties);
    });
    return found;
  }

  const own = (p) => p.role === "location";
  const located = () => new Set(features().filter(own).flatMap((p) => p.all)).size;
  const unframed = () => !document.querySelector(".st-key-timeline-box [data-claim]") && !(lanes()?._fullLayout?.shapes || []).some((shape) => shape.name === "chosen");
  const markers = () => frame()?.contentDocument?.querySelectorAll(".leaflet-marker-icon").length || 0;
  const inMap = (selector) => frame()?.contentDocument?.querySelector(selector);

  const CONDITIONS = {
    ours: {
      claim: (want) => ({
        panel: () => text(".sl-card h2") === want.statement,
        map: () => features().some((p) => p.chosen && own(p) && p.all.includes(want.claim)),
        timeline: () => framed(want.claim),
      }),
      place: (want) => ({
        panel: () => text(".st-key-panel h3").startsWith(want.name) && !document.querySelector(".sl-card"),
        map: () => features().length > 0 && !features().some((p) => p.chosen),
        timeline: () => unframed(),
      }),
      whole: (want) => ({
        panel: () => text(".sl-title b").startsWith(want.title),
        map: () => located() === want.located,
        timeline: () => drawnIds().size === want.drawn,
      }),
    },
    plain: {
      claim: (want) => ({
        panel: () => text('[data-testid="stText"]') === want.statement,
        map: () => inMap(`.chosen[class~="${want.claim}"]`),
        timeline: () => framed(want.claim),
      }),
      whole: (want) => ({
        panel: () => text('[data-testid="stText"]').startsWith(want.title),
        map: () => markers() === want.located,
        timeline: () => drawnIds().size === want.drawn,
      }),
    },
  };

  const changed = { flag: true, seen: new WeakSet() };
  function observe() {
    for (const root of [document, frame()?.contentDocument]) {
      if (!root || changed.seen.has(root)) continue;
      changed.seen.add(root);
      new MutationObserver(() => { changed.flag = true; })
        .observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    }
  }

  // Resolves with milliseconds from `start` until each part, and all of them, are as wanted.
  function until(parts, start) {
    const times = {};
    const left = new Map(Object.entries(parts));
    return new Promise((resolve, reject) => {
      let looked = 0;
      const look = () => {
        observe();
        const now = performance.now();
        if (changed.flag || now - looked > 200) {
          changed.flag = false;
          looked = now;
          for (const [name, holds] of left) {
            try {
              if (!holds()) continue;
            } catch (error) {
              return void reject(error);
            }
            times[name] = now - start;
            left.delete(name);
          }
        }
        if (now - start > LONGEST) return void reject(new Error(`never updated: ${[...left.keys()]}`));
        if (left.size) return void requestAnimationFrame(look);
        requestAnimationFrame(() => resolve({ ...times, all: performance.now() - start }));
      };
      look();
    });
  }

  // Waits for the release of the button; `want.claim` is what Plotly says was hit, if it says so.
  function arm(app, sort, want) {
    const roots = [document, frame()?.contentDocument].filter(Boolean);
    window.benchResult = new Promise((resolve) => {
      const pressed = (event) => {
        if (!event.isTrusted) return;
        const start = performance.now();
        roots.forEach((root) => root.removeEventListener("mouseup", pressed, true));
        resolve(until(CONDITIONS[app][sort](want), start));
      };
      roots.forEach((root) => root.addEventListener("mouseup", pressed, true));
    });
  }

  const visit = (app, want) => until(CONDITIONS[app].whole(want), 0);

  // Where on the page the mark of a claim is; it is scrolled into sight.
  function spot(claim) {
    const plot = lanes();
    const box = document.querySelector(".st-key-timeline-box");
    const { xaxis, yaxis } = plot._fullLayout;
    for (const trace of [...plot._fullData].reverse()) {
      const at = [...(trace.customdata || [])].findIndex((data) => String([].concat(data)[0]) === claim);
      if (at < 0) continue;
      const start = xaxis.d2c(trace.base ? trace.base[at] : trace.x[at]);
      const middle = trace.base ? start + Number(trace.x[at]) / 2 : start;
      const y = yaxis._offset + yaxis.d2p(trace.y[at]);
      if (box) box.scrollTop = y - box.clientHeight / 2;
      const outer = plot.getBoundingClientRect();
      return [outer.x + xaxis._offset + xaxis.d2p(middle), outer.y + y];
    }
    return null;
  }

  // The claims of the mark that the pointer is on; others may lie over the one that was aimed at.
  const pointed = () => (lanes()._hoverdata || []).flatMap((each) => ids(each.customdata));

  // Symbols that can be hit: a point of the page for each, and the claims that it stands for.
  function symbols() {
    const inner = frame().contentDocument;
    const outer = frame().getBoundingClientRect();
    const found = new Map();
    for (let y = 60; y < outer.height - 30; y += 6) {
      for (let x = 60; x < outer.width - 20; x += 6) {
        const place = inner.elementFromPoint(x, y)?.closest("[data-place]")?.dataset.place;
        const p = place && !found.has(place) && features().find((each) => each.id === place && own(each));
        if (p) found.set(place, { place, all: p.all, at: [outer.x + x, outer.y + y] });
      }
    }
    return [...found.values()];
  }

  const single = () => [...new Set((lanes()._fullData || []).flatMap((trace) => [...(trace.customdata || [])]
    .map((data) => String([].concat(data)[0]))))].filter((id) => !id.startsWith("group:"));

  return { arm, visit, spot, pointed, symbols, single };
})();
