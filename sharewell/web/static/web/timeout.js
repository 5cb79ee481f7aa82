// Before a session ends because nothing happens, a dialog asks whether somebody is still here. When it has ended, the
// dialog covers the page and keeps it as it is until the person has signed in again: no typed word is lost.

const WARN_SECONDS = 120;
const channel = "BroadcastChannel" in window ? new BroadcastChannel("sharewell-session") : null;

export function startTimeout(element) {
  new Timeout(element.dataset).start();
}

class Timeout {
  // told: timeoutSeconds; stillHere and token, to lengthen it; reader, lookHere and signIn, to come back after its end.
  constructor(told) {
    this.told = { ...told };
    this.seconds = Number(told.timeoutSeconds);
    this.dialog = null;
    this.isOver = false;
  }

  start() {
    this.lengthen(this.seconds);
    channel?.postMessage(this.seconds);
    channel?.addEventListener("message", ({ data }) => (this.isOver ? this.lookAgain() : this.lengthen(Number(data))));
    document.addEventListener("sharewell:heard", () => {
      this.lengthen(this.seconds);
      channel?.postMessage(this.seconds);
    });
    setInterval(() => this.look(), 1000);
  }

  lengthen(seconds) {
    this.endsAt = Date.now() + seconds * 1000;
    if (!this.isOver) {
      this.close();
    }
  }

  look() {
    const left = Math.round((this.endsAt - Date.now()) / 1000);
    if (this.isOver) {
      return;
    }
    if (left <= 0) {
      this.over();
    } else if (left <= Math.min(WARN_SECONDS, this.seconds / 2)) {
      this.warn(left);
    }
  }

  warn(left) {
    if (!this.dialog) {
      document.dispatchEvent(new Event("sharewell:leaving"));
      this.open("You will soon be signed out", "Stay signed in", () => this.stay());
    }
    this.say(`You will be signed out in ${inWords(left)}, because nothing has happened. What you typed stays on this page.`);
  }

  over() {
    this.isOver = true;
    this.close();
    this.open("You have been signed out", "I have signed in again", () => this.stay());
    this.dialog.classList.add("sw-timeout--over");
    const link = Object.assign(document.createElement("a"), {
      className: "govuk-link", href: this.told.signIn, target: "_blank", rel: "noopener", textContent: "Sign in again (opens in a new tab)",
    });
    this.dialog.querySelector("p").after(link);
    this.say("What you typed is still here, behind this message. Sign in again in a new tab, then come back and press the button.");
  }

  async stay() {
    try {
      const headers = { "X-CSRFToken": this.told.token };
      const response = await fetch(this.told.stillHere, { method: "POST", headers, redirect: "manual" });
      if (response.ok && !this.isOver) {
        this.lengthen((await response.json()).seconds);
        channel?.postMessage((this.endsAt - Date.now()) / 1000);
      } else {
        await this.lookAgain();
      }
    } catch {
      this.say("We could not reach the server. Check your connection and press the button again.");
    }
  }

  // Who is signed in now? Only to the same person, acting for the same agency, is the page shown again.
  async lookAgain() {
    const page = await (await fetch(this.told.lookHere)).text();
    const now = (name) => page.match(new RegExp(`data-${name}="([^"]*)"`))?.[1];
    if (!now("reader")) {
      return this.isOver ? this.say("You are not signed in yet. Sign in in the new tab, then press the button.") : this.over();
    }
    if (now("reader") !== this.told.reader) {
      return this.say("Somebody else has signed in, or you act for another agency now. This page stays closed.");
    }
    this.told.token = now("token");
    document.querySelectorAll('input[name="csrfmiddlewaretoken"]').forEach((input) => { input.value = this.told.token; });
    this.isOver = false;
    return this.lengthen(Number(now("timeout-seconds")));
  }

  open(title, action, onPress) {
    const part = (name, options) => Object.assign(document.createElement(name), options);
    this.dialog = part("dialog", { className: "sw-timeout" });
    this.dialog.setAttribute("aria-labelledby", "timeout-title");
    this.dialog.setAttribute("aria-describedby", "timeout-words");
    const words = part("p", { className: "govuk-body", id: "timeout-words" });
    words.setAttribute("aria-live", "polite");
    const button = part("button", { className: "govuk-button", type: "button", textContent: action, onclick: onPress });
    this.dialog.append(part("h2", { className: "govuk-heading-m", id: "timeout-title", textContent: title }), words, button);
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (!this.isOver) {
        onPress();
      }
    });
    document.body.append(this.dialog);
    this.dialog.showModal();
  }

  close() {
    this.dialog?.close();
    this.dialog?.remove();
    this.dialog = null;
  }

  say(words) {
    const place = this.dialog.querySelector("p");
    if (place.textContent !== words) {
      place.textContent = words;
    }
  }
}

function inWords(seconds) {
  if (seconds > 60) {
    return `${Math.ceil(seconds / 60)} minutes`;
  }
  return seconds > 30 ? "1 minute" : seconds > 15 ? "30 seconds" : "15 seconds";
}
