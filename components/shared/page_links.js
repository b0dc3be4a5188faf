// Draws the links to the pages, which the server has escaped. Each carries the query string along as it
// is when it is used, so that the links need not be drawn anew for every choice.
export default function ({ data, parentElement, setTriggerValue }) {
  const nav = parentElement.querySelector("nav");
  const carry = () => {
    for (const link of nav.querySelectorAll("a")) link.search = window.location.search;
  };
  if (!nav.drawn) nav.addEventListener("focusin", carry);
  if (nav.drawn !== data.html) {
    const focused = nav.contains(document.activeElement) && document.activeElement.dataset.page;
    nav.innerHTML = data.html;
    if (focused) nav.querySelector(`[data-page="${CSS.escape(focused)}"]`)?.focus();
  }
  nav.drawn = data.html;
  nav.onpointerover = carry;
  nav.onclick = (event) => {
    const link = event.target.closest("a");
    carry();
    // Another tab or window is the browser's own affair.
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue("page", link.dataset.page);
  };
}
