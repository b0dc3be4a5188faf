// Buttons that put text on the clipboard; the one without a text copies the page's address.
export default function ({ data, parentElement }) {
  const row = parentElement.querySelector(".copy");
  row.replaceChildren(...data.items.map(button));

  function button({ label, text }) {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = label;
    element.onclick = async () => {
      const copied = await copy(text ?? window.location.href);
      element.textContent = copied ? "Copied" : "Could not copy";
      setTimeout(() => { element.textContent = label; }, 1500);
    };
    return element;
  }

  // Browsers give the clipboard to secure pages only; a hosted page without TLS takes the old way.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.style.position = "fixed";
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      return copied;
    }
  }
}
