// What a reader does with the map: fit it, draw a box, and share where it looks.
"use strict";

(() => {
  const { shared } = window.sidelightMap;
  const { state } = shared;

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
      // Only a server can list what a box holds.
      if (shared.carried) return bar;
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
    pick({ bounds: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] });
  }

  // A page that stands alone has its own way to follow a click.
  function pick(what) {
    if (!shared.carried) window.parent.sidelightPick?.(what);
  }

  Object.assign(shared, { rememberView, buttons, fit, drawBox, send, pick });
})();
