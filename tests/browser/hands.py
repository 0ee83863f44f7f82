"""What people do in a browser: sign up, apply, act on a case. Nothing here needs a script to run."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload, Page

from tests.live import application

PASSWORD = "shui-dao-qu-cheng-9"
PERSON = {"name": "冯溪月", "id_number": "990101198506061239", "phone": "19900008765"}
SUBMIT = "main form button[type=submit], main form button:not([type])"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the applicant writes down."""

    number: str
    code: str


def sign_up(page: Page, username: str, person: dict[str, str]) -> None:
    """Open an account and say who one is."""
    page.goto("/accounts/signup/")
    page.fill("[name=username]", username)
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=password2]", PASSWORD)
    page.click("main button")
    page.goto("/mine/profile/")
    page.select_option("[name=id_type]", "citizen_id")
    for name, text in person.items():
        page.fill(f"[name={name}]", text)
    page.click("main form:has([name=id_number]) button")


def answer(page: Page, name: str, text: str) -> None:
    """Answer one question of a form, whatever it is asked with."""
    option = page.locator(f'input[type=radio][name="{name}"][value="{text}"]')
    if option.count():
        option.check()
    elif page.locator(f'select[name="{name}"]').count():
        page.select_option(f'[name="{name}"]', text)
    else:
        page.fill(f'[name="{name}"]', text)


def begin(page: Page, item: str) -> None:
    """From the guide of an item to its form, for oneself."""
    page.goto(f"/items/{item}/apply/")
    for text in application.CIRCUMSTANCES.values():
        page.check(f'input[value="{text}"]')
    page.locator("input[name=applicant]").first.check()
    page.click("main form button")


def fill_in(page: Page) -> None:
    """The form, up to its materials."""
    for name, text in application.TYPED.items():
        answer(page, name, text)
    page.click("button[name=go][value=next]")


def attach(page: Page) -> None:
    """All materials, up to the last look."""
    scan = FilePayload(name="扫描件.png", mimeType="image/png", buffer=application.scan())
    for field in page.locator("input[type=file]").all():
        field.set_input_files(scan)
    page.click("button[name=go][value=next]")


def send(page: Page) -> Receipt:
    """The last look, and sent."""
    page.check("[name=true_words]")
    page.click("main form:has([name=true_words]) button")
    return receipt(page)


def receipt(page: Page) -> Receipt:
    """Number and code, as the page after sending shows them."""
    facts = page.locator("main dl.facts").first
    number, code = (facts.locator("dd .number, dd b, dd code, dd").nth(n).inner_text() for n in (0, 1))
    return Receipt(number.split()[0], code.split()[0])


def apply(page: Page, item: str) -> Receipt:
    """The whole application, from the guide to the receipt."""
    begin(page, item)
    fill_in(page)
    attach(page)
    return send(page)


def do(page: Page, number: str, deed: str, **given: str) -> str:
    """Do one act on a case at the desk; what the page says afterwards."""
    page.goto(f"/desk/cases/{number}/")
    form = page.locator(f'form[action$="/{deed}/"]').first
    for name, text in given.items():
        option = form.locator(f'input[type=radio][name$="-{name}"][value="{text}"]')
        if option.count():
            option.check()
        else:
            form.locator(f'[name$="-{name}"]').fill(text)
    form.locator("button").last.click()
    return page.inner_text("main")


def follow(page: Page, found: Receipt) -> str:
    """Look a case up by its number and code; what the page says."""
    page.goto("/follow/")
    page.fill("[name=number]", found.number)
    page.fill("[name=code]", found.code)
    page.click("main form button")
    assert urlsplit(page.url).path == f"/cases/{found.number}/", page.inner_text("main")
    return page.inner_text("main")
