// A form with data-autosave="ADDRESS" saves itself a few seconds after typing stops, and when the page is left.
// It says so in [data-autosave-status]. The server answers 204; 401 signed out; 409 open elsewhere; 413 too long.

const PAUSE_MS = 3000;
const AGAIN_MS = 15000;
const SAID = {
  401: "Not saved: you have been signed out. Keep this page open, sign in again in a new tab, then go on here.",
  404: "Not saved: this can no longer be changed.",
  409: "Not saved: this is open in another tab or has been finished. Keep one and close the other.",
  413: "Not saved: this is too long. Make it shorter.",
};
const LATER = "Not saved yet. We will try again. Your words are still on this page.";

export function startSaving(form) {
  const saving = new Saving(form);
  form.addEventListener("input", () => saving.typed());
  form.addEventListener("change", () => saving.typed());
  form.addEventListener("submit", () => saving.stop());
  window.addEventListener("pagehide", () => saving.leaving());
  document.addEventListener("sharewell:leaving", () => saving.leaving());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saving.leaving());
}

class Saving {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]") || document.querySelector("[data-autosave-status]");
    this.saved = this.words();
    this.timer = null;
    this.isBusy = false;
    if (this.status) {
      this.status.setAttribute("role", "status");
    }
  }

  words() {
    const typed = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(typed).toString();
  }

  typed() {
    this.wait(PAUSE_MS);
  }

  wait(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  stop() {
    clearTimeout(this.timer);
    this.saved = this.words();
  }

  leaving() {
    clearTimeout(this.timer);
    const words = this.words();
    if (words !== this.saved) {
      this.saved = words;
      this.send(words, { keepalive: words.length < 60000 }).catch(() => { this.saved = null; });
    }
  }

  async save() {
    const words = this.words();
    if (words === this.saved || this.isBusy) {
      return this.isBusy ? this.wait(PAUSE_MS) : undefined;
    }
    this.isBusy = true;
    try {
      this.heard(await this.send(words), words);
    } catch {
      this.say(LATER);
      this.wait(AGAIN_MS);
    } finally {
      this.isBusy = false;
    }
  }

  send(words, options = {}) {
    return fetch(this.form.dataset.autosave, {
      method: "POST",
      body: words,
      credentials: "same-origin",
      redirect: "error",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      ...options,
    });
  }

  heard(response, words) {
    if (response.ok) {
      this.saved = words;
      this.say(`Saved ${clock(new Date())}.`);
      document.dispatchEvent(new Event("sharewell:heard"));
    } else {
      this.say(SAID[response.status] || LATER);
      if (!SAID[response.status]) {
        this.wait(AGAIN_MS);
      }
    }
  }

  say(words) {
    if (this.status) {
      this.status.textContent = words;
    }
  }
}

export function clock(at) {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "numeric", minute: "2-digit", hour12: true });
  const part = Object.fromEntries(time.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.hour === "0" ? "12" : part.hour}.${part.minute} ${part.dayPeriod.toLowerCase().replaceAll(".", "")}`;
}
