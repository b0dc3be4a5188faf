// What "updated" means, seen from inside the page, so that no round trip of the test tool is timed.
//
// Time runs from the release of the mouse button (the press of a key, the start of the navigation) to
// the frame after the last of panel, map and timeline shows what was asked for. Parts are looked at in each
// animation frame in which the page or the map's frame has changed.
"use strict";

window.bench = (() => {
  const LONGEST = 120_000;
  const text = (selector) => (document.querySelector(selector)?.textContent || "").trim();
  const frame = () => document.querySelector('iframe[src*="streamlit_folium"]');
  const plots = () => [...document.querySelectorAll(".js-plotly-plot")].filter((each) => each._fullData);
  const lanes = () => document.querySelector(".sl-lanes .js-plotly-plot") || plots()[0];
  const ids = (data) => [].concat(data).flatMap((each) => String(each).replace("group:", "").split(","));

  // What the marks of the lanes carry, as the server sent it and as Plotly drew it.
  function drawn() {
    const plot = lanes();
    if (!plot?._fullData || !plot.querySelector(".main-svg .point, .main-svg .points path")) return new Set();
    if (plot.benchData !== plot._fullData) {
      plot.benchData = plot._fullData;
      plot.benchDrawn = new Set(plot._fullData.flatMap((trace) => [...(trace.customdata || [])].map((data) => String([].concat(data)[0]))));
    }
    return plot.benchDrawn;
  }

  const same = (set, wanted) => set.size === wanted.length && wanted.every((each) => set.has(each));

  // Ours lies over the chart; the plain app's is a shape of the chart, in its layout and its drawing.
  const framed = (claim) => document.querySelector(`.sl-frames i[data-claim="${claim}"]`);
  const unframed = () => !document.querySelector(".sl-frames i");
  const shaped = (claim) => (lanes()?._fullLayout?.shapes || []).some(
    (shape, i) => shape.name === claim && lanes().querySelector(`.shapelayer path[data-index="${i}"]`));

  const mapState = () => frame()?.contentWindow?.sidelightMap?.shared?.state;

  function features() {
    const found = [];
    mapState()?.map?.eachLayer((layer) => {
      if (layer.sidelight && layer.getElement?.()?.isConnected) found.push(layer.sidelight.properties);
    });
    return found;
  }

  const own = (p) => p.role === "location";
  const drawnSymbols = () => new Set(features().filter(own).map((p) => `${p.key} ${p.count}`));

  // The choice has come to the map, and each symbol that holds it is drawn and marked.
  function marked(claim) {
    const choice = mapState()?.choice;
    if (choice?.claim !== claim) return false;
    const drawn = features().filter(own);
    return choice.keys.every((key) => {
      const held = drawn.filter((p) => p.key === key);
      return held.length && held.every((p) => p.chosen);
    });
  }

  function unmarked() {
    const drawn = features();
    return mapState()?.choice?.claim === null && drawn.length && !drawn.some((p) => p.chosen);
  }

  // The list of the panel lies in a shadow tree.
  const shadows = () => [...document.querySelectorAll('.st-key-panel [data-testid="stBidiComponentIsolated"]')]
    .flatMap((host) => [host, ...host.querySelectorAll("*")].map((each) => each.shadowRoot).filter(Boolean));
  const firstListed = () => shadows().map((root) => root.querySelector("button[data-claim]")).find(Boolean)?.dataset.claim;

  const markers = () => frame()?.contentDocument?.querySelectorAll(".leaflet-marker-icon").length || 0;
  const inMap = (selector) => frame()?.contentDocument?.querySelector(selector);

  const CONDITIONS = {
    ours: {
      claim: (want) => ({
        panel: () => text(".sl-card h2") === want.statement,
        map: () => marked(want.claim),
        timeline: () => framed(want.claim),
      }),
      place: (want) => ({
        panel: () => text(".st-key-panel h2").startsWith(`${want.name}: `) && firstListed() === want.first,
        map: () => unmarked(),
        timeline: () => unframed(),
      }),
      whole: (want) => ({
        panel: () => text(".sl-title b") === want.title && firstListed() === want.first,
        map: () => same(drawnSymbols(), want.symbols),
        timeline: () => same(drawn(), want.marks),
      }),
    },
    plain: {
      claim: (want) => ({
        panel: () => text('[data-testid="stText"]') === want.statement,
        map: () => inMap(`.chosen[class~="${want.claim}"]`),
        timeline: () => shaped(want.claim),
      }),
      whole: (want) => ({
        panel: () => text('[data-testid="stText"]').startsWith(want.title),
        map: () => markers() === want.located,
        timeline: () => drawn().size === want.drawn,
      }),
    },
  };

  const changed = { flag: true, seen: new WeakSet() };
  function observe() {
    for (const root of [document, frame()?.contentDocument, ...shadows()]) {
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

  // Waits for the release of the button, or for a key.
  function arm(app, sort, want) {
    const roots = [document, frame()?.contentDocument].filter(Boolean);
    const each = (act) => roots.forEach((root) => ["mouseup", "keydown"].forEach((name) => root[act](name, begun, true)));
    let resolve;
    const begun = (event) => {
      // Alt comes down before the key that it is held for.
      if (!event.isTrusted || event.key === "Alt") return;
      const start = performance.now();
      each("removeEventListener");
      resolve(until(CONDITIONS[app][sort](want), start));
    };
    window.benchResult = new Promise((done) => { resolve = done; });
    each("addEventListener");
  }

  const visit = (app, want) => until(CONDITIONS[app].whole(want), 0);

  // Where on the page the mark of a claim, or a cell, is; it is scrolled into sight.
  function spot(carried) {
    const plot = lanes();
    const box = document.querySelector(".sl-lanes");
    const { xaxis, yaxis } = plot._fullLayout;
    for (const trace of [...plot._fullData].reverse()) {
      const at = [...(trace.customdata || [])].findIndex((data) => String([].concat(data)[0]) === carried);
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

  // The pointer stands on whole pixels, so a point at the very edge of a symbol may miss it.
  const NEAR = [[2, 0], [-2, 0], [0, 2], [0, -2]];

  // Symbols that can be hit: a point of the page for each, and what it stands for. Two of one place
  // differ by key; what is drawn for the choice alone is none.
  function symbols() {
    const inner = frame().contentDocument;
    const outer = frame().getBoundingClientRect();
    const { map, choice } = mapState();
    const extra = new Set((choice.more || []).map((each) => each.properties.key));
    const held = new Map();
    map.eachLayer((layer) => {
      const p = layer.sidelight?.properties;
      if (p && own(p) && !extra.has(p.key) && layer.getElement?.()) held.set(layer.getElement(), p);
    });
    const at = (x, y) => held.get(inner.elementFromPoint(x, y)?.closest("[data-place]"));
    const found = new Map();
    for (let y = 60; y < outer.height - 30; y += 6) {
      for (let x = 60; x < outer.width - 20; x += 6) {
        const p = at(x, y);
        if (p && !found.has(p.key) && NEAR.every(([dx, dy]) => at(x + dx, y + dy) === p)) found.set(p.key, { place: p.id, count: p.count, first: p.first, at: [outer.x + x, outer.y + y] });
      }
    }
    return [...found.values()];
  }

  const carried = () => [...drawn()];

  return { arm, visit, spot, pointed, symbols, carried, until: (app, sort, want) => until(CONDITIONS[app][sort](want), performance.now()) };
})();
