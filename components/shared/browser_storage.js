// Keeps what was typed in this browser alone, so that a reload does not lose it. A browser may refuse that:
// private windows, embedded frames and policies make the storage itself throw, or reading, or writing; or it
// is full. The page is then told, and the browser asks before it throws away what is nowhere else.
const NAME = "sidelight-judgements";
const PROBE = "sidelight-probe";

export default function ({ data, setTriggerValue }) {
  const asked = data.text === null;
  const text = asked ? attempt((storage) => storage.getItem(NAME)) || "" : data.text;
  const kept = attempt((storage) => {
    storage.setItem(PROBE, "1");
    const read = storage.getItem(PROBE);
    storage.removeItem(PROBE);
    if (!asked && text) storage.setItem(NAME, text);
    else if (!asked) storage.removeItem(NAME);
    return read;
  });
  const refused = !kept;
  window.onbeforeunload = refused && text ? (event) => event.preventDefault() : null;
  if (asked || refused !== data.refused) setTriggerValue("kept", { text: asked ? text : null, refused });
}

function attempt(act) {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
}
