// Keeps what was typed in this browser alone, so that a reload does not lose it.
const NAME = "sidelight-judgements";

export default function ({ data, setTriggerValue }) {
  if (data.text !== null) {
    if (data.text) localStorage.setItem(NAME, data.text);
    else localStorage.removeItem(NAME);
    return;
  }
  setTriggerValue("kept", localStorage.getItem(NAME) || "");
}
