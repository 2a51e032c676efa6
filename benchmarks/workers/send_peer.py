"""Send one plain message to each of four people with a tool, as its own pages show it.

Run in the environment of the peers: send_peer.py TOOL PORT MODE FOLDER. MODE is open (no TLS,
no account) or closed (STARTTLS and an account). Prints what the tool said of each, as JSON.
"""

import contextlib
import io
import json
import sys
from pathlib import Path

PEOPLE = [f"client{n}@client.example" for n in range(1, 5)]
SENDER, USER, PASSWORD = "hello@practice.example", "hello@practice.example", "Pa55-canaria-word"
HOST, SUBJECT, TEXT = "127.0.0.1", "Your handout", "Here it is."


def by_yagmail(port, closed):
    import yagmail

    how = {"smtp_starttls": True} if closed else {"smtp_starttls": False, "smtp_skip_login": True}
    mailer = yagmail.SMTP(USER, PASSWORD, host=HOST, port=port, smtp_ssl=False, **how)
    for person in PEOPLE:
        yield person, lambda person=person: mailer.send(person, SUBJECT, TEXT)


def by_redmail(port, closed):
    from redmail import EmailSender

    account = {"username": USER, "password": PASSWORD} if closed else {}
    mailer = EmailSender(host=HOST, port=port, use_starttls=closed, **account)
    for person in PEOPLE:
        yield (
            person,
            lambda person=person: mailer.send(
                subject=SUBJECT, sender=SENDER, receivers=[person], text=TEXT
            ),
        )


def by_envelope(port, closed):
    from envelope import Envelope

    account = {"user": USER, "password": PASSWORD, "security": "starttls"} if closed else {}
    for person in PEOPLE:
        message = Envelope(TEXT).subject(SUBJECT).from_(SENDER).to(person)
        message.smtp(HOST, port, **account)
        yield person, lambda message=message: bool(message.send())


def by_mailmerge(port, closed, folder):
    """The command over its own files; one call is the whole batch."""
    import getpass

    from click.testing import CliRunner
    from mailmerge.__main__ import main

    getpass.getpass = lambda *_: PASSWORD  # there is no terminal here to type it on
    place = Path(folder)
    head = "TO: {{email}}\nSUBJECT: Your handout\nFROM: hello@practice.example\n\n"
    (place / "mailmerge_template.txt").write_text(f"{head}{TEXT}\n")
    (place / "mailmerge_database.csv").write_text("email\n" + "\n".join(PEOPLE) + "\n")
    lines = f"[smtp_server]\nhost = {HOST}\nport = {port}\n"
    if closed:
        lines += f"security = STARTTLS\nusername = {USER}\n"
    (place / "mailmerge_server.conf").write_text(lines)
    with contextlib.chdir(place):
        result = CliRunner().invoke(main, ["--no-dry-run", "--no-limit"])
    done = result.output.count("message sent") or result.output.count(" sent")
    return [
        [person, "sent" if n < done else "failed or not tried"] for n, person in enumerate(PEOPLE)
    ]


def main(tool, port, mode, folder):
    closed = mode == "closed"
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        if tool == "mailmerge":
            rows = by_mailmerge(port, closed, folder)
        else:
            rows = []
            steps = {"yagmail": by_yagmail, "redmail": by_redmail, "envelope": by_envelope}[tool]
            try:
                for person, send in steps(port, closed):
                    rows.append([person, told(send)])
            except Exception as problem:
                rows.append(["", f"failed: {type(problem).__name__}"])
    print(json.dumps(rows))


def told(send):
    """What the tool says: yagmail and envelope say False where they take it for not sent."""
    try:
        return "failed" if send() is False else "sent"
    except Exception as problem:
        return f"failed: {type(problem).__name__}"


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4])
