// A list of claims that can be walked with the arrow keys. All text is set as textContent.
const AT_ONCE = 30;

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector("ol");
  list.replaceChildren(...data.claims.slice(0, AT_ONCE).map(item));
  // What lies below the fold comes once the rest of the page has been drawn.
  // Streamlit calls what is returned only when the list goes, not before it is drawn anew.
  clearTimeout(list.rest);
  list.rest = setTimeout(() => list.append(...data.claims.slice(AT_ONCE).map(item)), 100);
  list.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...list.querySelectorAll("button")];
    const at = buttons.indexOf(list.getRootNode().activeElement);
    buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)]?.focus();
  };
  return () => clearTimeout(list.rest);

  function item(claim) {
    const row = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.claim = claim.id;
    button.style.setProperty("--kind", claim.colour);
    button.append(
      part("kind", claim.kind), part("when", claim.when),
      part("statement", claim.statement),
      part("where", claim.where), part("verdict", claim.verdict),
    );
    button.onclick = () => setTriggerValue("chosen", claim.id);
    row.append(button);
    return row;
  }

  function part(name, text) {
    const span = document.createElement("span");
    span.className = name;
    span.dir = "auto";
    span.textContent = text;
    return span;
  }
}
