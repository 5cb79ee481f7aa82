"""The day team's own pages, both ends in turn: whose it is, a question, how it stands, on to another team, and how it
ends; and two who press at once."""

import time
from collections.abc import Callable

import pytest

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.telling import Telling

pytestmark = pytest.mark.journey
WORKER, COLLEAGUE, MANAGER, OTHER = (
    f"{name}@example.org" for name in ("olwen.farrow", "peter.lorne", "kath.brindle", "zoe.hallam")
)
DAY_TEAM = "Referral and Assessment Team"
QUESTION, MORE, WHY_MORE = "Was she alone when you saw it?", "She was alone with me.", "They asked who was there."
WITHDRAWN, AGAIN, NEWS = "I wrote about the wrong day.", "Her sister has told us as well.", "We have rung her nurse."
NAMES = {WORKER: "Olwen Farrow", COLLEAGUE: "Peter Lorne"}
PRESS = """at => { const form = document.querySelector('form[action$="/acknowledge-referral/"]');
    setTimeout(() => form.submit(), at - Date.now()); }"""
At = Callable[..., Person]


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_between_both_ends_until_it_is_passed_on(person: At, teacher_email: str, width: int) -> None:
    """Allocated, asked, answered, asked how it stands, told; passed to another team, and seen from all sides."""
    teacher, worker = person(teacher_email, width=width).sign_in(), person(WORKER, width=width)
    telling = sent(teacher, worker)
    teacher.tour, worker.tour = f"receiving-{width}-1-teacher", f"receiving-{width}-2-worker"
    record, referral = teacher.path.removesuffix("sent/"), worker.path
    allocate(worker)
    ask(worker, QUESTION)
    teacher.go(record).look()
    assert QUESTION in teacher.text
    answer(teacher)
    worker.go(referral).look()
    assert MORE in worker.text
    ask(worker, "Does anybody else know?")
    teacher.go(record).press("I know nothing more").look()
    teacher.press("What is happening?").look()
    say_what_is_happening(worker.go(referral).look())
    teacher.go(record).look()
    assert NEWS in teacher.text
    pass_on(worker, person(MANAGER, width=width).sign_in(), referral, telling)
    other = person(OTHER, width=width).sign_in()
    other.tour = f"receiving-{width}-3-other"
    other.go("/queue/").look().click(other.page.get_by_role("row").filter(has_text=telling.reference).locator("a"))
    already_open(other)
    teacher.go(record).look()
    assert "Already open" in teacher.text or "already open" in teacher.text


def sent(teacher: Person, worker: Person, *, first: bool = True) -> Telling:
    """A referral is sent, and the worker has opened it."""
    telling = Telling(teacher, strict=False).begin().find("Mia Tarrant", "Mia Tarrant")
    telling.write_worry().walk().decide()
    # By night another team is offered.
    teacher.page.get_by_role("radio", name=DAY_TEAM).check()
    telling.pick("Name and date of birth", "A bruise").say_told().send()
    (worker.sign_in() if first else worker).go("/queue/").look(DAY_TEAM)
    worker.write("Name or reference", telling.reference).press("Apply").look()
    worker.click(worker.page.get_by_role("row").filter(has_text=telling.reference).get_by_role("link").first)
    return telling


def allocate(worker: Person) -> None:
    """Whose it is, said before anybody has acknowledged it."""
    worker.look().follow("Say who deals with it").look("Who deals with it?").press("Give it to them").look()
    assert worker.errors
    worker.choose("Peter Lorne, Social worker").press("Give it to them").look()
    assert "is with Peter Lorne now" in worker.page.locator("body").inner_text()


def ask(worker: Person, question: str) -> None:
    """One question to the sender; an empty one is refused."""
    worker.follow("Ask for more").look("Ask for more").press("Ask the sender").look()
    assert worker.errors
    worker.write("What do you need to know?", question).press("Ask the sender").look()
    assert question in worker.text


def answer(teacher: Person) -> None:
    """The sender answers with something new, and why."""
    teacher.press("Answer").look("Answer the team").press("Send it to the team").look()
    assert teacher.errors
    teacher.write("Why do they need it?", WHY_MORE)
    teacher.page.locator("[name=text]").fill(MORE)
    teacher.choose("Fact").press("Send it to the team").look()
    assert MORE in teacher.text


def say_what_is_happening(worker: Person) -> None:
    """The worker reads that it was asked, and says it in a few words."""
    assert "The sender asks what is happening" in worker.text
    worker.follow("Say what is happening").look("Say what is happening").press("Tell the sender").look()
    assert worker.errors
    worker.choose("We are finding out more").write("Anything else?", NEWS).press("Tell the sender").look()


def pass_on(worker: Person, manager: Person, referral: str, telling: Telling) -> None:
    """To early help. Those who had it read where it is; a manager still says who deals with it."""
    manager.tour = worker.tour.replace("worker", "manager")
    worker.follow("Pass it to another team").look("Pass it to another team").press("Pass it on").look()
    assert worker.errors
    worker.choose("Early help, Holmbury").write("Why does it go to them?", "They know the family.").press("Pass it on")
    worker.look().follow("Passed on").look()
    assert telling.reference in worker.text
    worker.go(referral).look("Passed to Early help, Holmbury")
    manager.go(referral).look("Passed to Early help, Holmbury").follow("Say who deals with it")
    manager.look("Who deals with it?").choose("Zoe Hallam, Early help worker").press("Give it to them").look()
    assert "Zoe Hallam has it now" in manager.text


def already_open(worker: Person) -> None:
    """Passed to the one who has the child already: who that is must be said."""
    worker.look().press("Decide the outcome").look("Decide the outcome")
    worker.choose("Already open: passed to the allocated worker").write("Reason", "She visits every week already.")
    worker.press("Record the outcome and tell the sender").look()
    assert worker.errors
    worker.page.get_by_label("Who has the child already?").select_option(label="Peter Lorne, Social worker")
    worker.press("Record the outcome and tell the sender").look()
    assert "Peter Lorne" in worker.text


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_withdrawn_taken_up_again_and_sent_elsewhere(person: At, teacher_email: str, width: int) -> None:
    """The sender withdraws; the team goes on with it all the same, and then says where it belongs."""
    teacher, worker = person(teacher_email, width=width).sign_in(), person(WORKER, width=width)
    sent(teacher, worker)
    teacher.tour, worker.tour = f"withdrawn-{width}-1-teacher", f"withdrawn-{width}-2-worker"
    record, referral = teacher.path.removesuffix("sent/"), worker.path
    teacher.go(record).follow("Withdraw this referral").look("Withdraw this referral").press("Withdraw it").look()
    assert teacher.errors
    teacher.write("Why do you withdraw it?", WITHDRAWN).press("Withdraw it").look()
    assert "You withdrew this" in teacher.text
    worker.go(referral).look()
    assert WITHDRAWN in worker.text
    worker.press("Take it up again").look("Take it up again").press("Take it up again").look()
    assert worker.errors
    worker.write("Why do you go on with it?", AGAIN).press("Take it up again").look()
    teacher.go(record).look()
    assert AGAIN in teacher.text
    worker.press("Decide the outcome").choose("Not for us: it belongs elsewhere").write(
        "Reason", "She lives in Elmshire."
    )
    worker.press("Record the outcome and tell the sender").look()
    assert worker.errors
    worker.write("Where does it belong?", "The duty team of Elmshire").press("Record the outcome and tell the sender")
    worker.look()
    teacher.go(record).look().press("Send it to the right team, with the same child and words").look()


def test_two_press_at_once_and_one_is_told_by_whom(person: At, teacher_email: str) -> None:
    """Two browsers press *Acknowledge* in the same moment: one has it, the other reads who was first; both see it."""
    teacher, first, second = person(teacher_email).sign_in(), person(WORKER), person(COLLEAGUE).sign_in()
    for each in range(3):
        sent(teacher, first, first=not each)
        second.go(first.path)
        statuses = pressed_in_the_same_moment(first, second)
        assert sorted(statuses) == [200, 409], statuses
        won, lost = (first, second) if statuses[0] == 200 else (second, first)
        assert f"{NAMES[won.email]} acknowledged" in lost.look().text
        for one in (won, lost):
            one.go(won.path).look()
            assert NAMES[won.email] in one.page.locator("aside dl").inner_text()


def pressed_in_the_same_moment(first: Person, second: Person) -> list[int]:
    """Each browser sends its form by its own clock, at one instant; gives what each was answered."""
    at = time.time() * 1000 + 400
    with first.page.expect_navigation() as one, second.page.expect_navigation() as other:
        for who in (first, second):
            who.page.evaluate(PRESS, at)
    return [each.value.status for each in (one, other)]
