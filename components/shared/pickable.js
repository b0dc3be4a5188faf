// Draws markup that the server has escaped and reports which of its [data-pick] was chosen.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".sl-pick");
  if (root.drawn !== data.html) {
    const focused = root.contains(document.activeElement) && document.activeElement.dataset.pick;
    root.innerHTML = data.html;
    root.drawn = data.html;
    if (focused) root.querySelector(`[data-pick="${CSS.escape(focused)}"]`)?.focus();
  }
  for (const part of root.querySelectorAll(".sl-revealed")) part.classList.remove("sl-revealed");
  const wanted = data.reveal ? [...root.querySelectorAll(data.reveal)] : [];
  for (const part of wanted) part.classList.add("sl-revealed");
  // A place asked for is scrolled to once, so that a reader can scroll away from it.
  if (root.revealed !== data.reveal) wanted[0]?.scrollIntoView({ block: "center" });
  root.revealed = data.reveal;

  root.onclick = (event) => {
    const target = event.target.closest("[data-pick]");
    if (target) setTriggerValue("picked", target.dataset.pick);
  };
  root.onkeydown = (event) => {
    const target = event.target.closest("[data-pick]");
    if (!target) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = target.tagName !== "BUTTON" && (event.key === "Enter" || event.key === " ");
    if (!step && !chosen) return;
    event.preventDefault();
    if (chosen) setTriggerValue("picked", target.dataset.pick);
    if (!step) return;
    const all = [...root.querySelectorAll("[data-pick]")];
    all[Math.min(Math.max(all.indexOf(target) + step, 0), all.length - 1)].focus();
  };
}
