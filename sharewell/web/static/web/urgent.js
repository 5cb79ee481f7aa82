// A form with data-urgent shows at once what an answer brings that cannot wait. The page says which answers bring it:
// data-brought-by='{"question": "answer", ...}', the last being the one below which it stands.

export function startUrgent(form) {
  const notices = [...form.querySelectorAll("[data-brought-by]")];
  const show = () => {
    const given = new FormData(form);
    notices.forEach((notice) => {
      notice.hidden = !isBrought(Object.entries(JSON.parse(notice.dataset.broughtBy)), given);
    });
  };
  form.querySelectorAll("[data-without-script]").forEach((part) => { part.hidden = true; });
  form.addEventListener("change", (event) => {
    document.querySelectorAll("[data-until-changed]").forEach((part) => { part.hidden = true; });
    show();
    notices.filter((notice) => !notice.hidden && isAbout(notice, event.target)).forEach((notice) => {
      notice.scrollIntoView({ block: "nearest" });
    });
  });
  window.addEventListener("pageshow", show);
}

function isAbout(notice, field) {
  return Object.keys(JSON.parse(notice.dataset.broughtBy)).pop() === field.name;
}

// A question before it that has no answer yet does not stand in the way.
function isBrought(answers, given) {
  const [question, answer] = answers[answers.length - 1];
  return given.get(question) === answer && answers.every(([each, said]) => [said, null].includes(given.get(each)));
}
