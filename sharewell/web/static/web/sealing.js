// What was just sent is sealed within seconds: until then this asks how it stands, and then shows the receipt.
// Without a script the page looks again by itself.

const EVERY_SECONDS = 2;
const MOST_LOOKS = 20;

export function startSealing(waiting, looks = 0) {
  if (looks < MOST_LOOKS) {
    setTimeout(() => look(waiting).then((done) => done || startSealing(waiting, looks + 1)), EVERY_SECONDS * 1000);
  }
}

async function look(waiting) {
  try {
    const answer = await fetch(waiting.dataset.beingSealed, { headers: { Accept: "application/json" } });
    const { words, isDone, isProved } = await answer.json();
    const said = waiting.querySelector("[data-proof]");
    if (said.textContent !== words) {
      said.textContent = words;
    }
    waiting.querySelector("[data-when-sealed]").hidden = !isProved;
    return isDone;
  } catch {
    return false;
  }
}
