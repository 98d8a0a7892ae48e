"""Visits every page of a zone as somebody hostile: reads its forms, and sends them back with what nobody would type.

What must come of it: an answer below 500, and where it refuses, words that say so.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.hostile.mutating import Mutating
from tests.hostile.targets import Verdict
from tests.hostile.values import NASTY

TIMES = int(os.environ.get("CORRIDOR_HOSTILE_VISITS", "20"))
"""How many hostile requests each visitor sends; the bench sends more."""

TOLD = os.environ.get("CORRIDOR_HOSTILE_TOLD", "")
"""Where the bench wants the figures."""

_WORDS = re.compile(r"\w{2,}(?:\W+\w{2,}){3}")
_CODES = re.compile(r"[a-z]+\.E\d\d")
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
_LEAVES = ("/accounts/logout/",)
"""What would end the visit."""

_ASKED = ("page", "words", "kind", "since", "until", "measure", "place", "next", "with", "cursor", "limit", "view")
_TOLD = ("Accept-Language", "Host", "Referer", "Origin", "X-Forwarded-For", "Range", "If-Modified-Since", "Cookie",
         "HX-Request", "HX-Target", "Authorization", "X-CSRFToken", "Content-Length", "Accept",
         "If-None-Match")  # fmt: skip


@dataclass
class FormSeen:
    """One form of a page: where it goes, how, and its fields with the values it was shown with."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


class _Forms(HTMLParser):
    """Collects the forms of a page and the links to others."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[FormSeen] = []
        self.links: set[str] = set()
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.found.append(FormSeen(said.get("action", ""), said.get("method", "get").lower()))
        elif tag == "a" and said.get("href", "").startswith("/"):
            self.links.add(said["href"])
        elif self.found and said.get("name") and tag in ("input", "textarea", "select", "button"):
            form, name = self.found[-1], said["name"]
            form.fields.setdefault(name, [])
            self._select = name if tag == "select" else self._select
            if said.get("type") == "file":
                form.files.add(name)
            elif tag == "input" and (said.get("type") not in ("radio", "checkbox") or "checked" in said):
                form.fields[name].append(said.get("value", ""))
        elif tag == "option" and self.found and "selected" in said and self._select:
            self.found[-1].fields[self._select].append(said.get("value", ""))


@dataclass(frozen=True)
class Sent:
    """One request, as it can be told."""

    method: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.method} {self.where[:200]} {self.what[:200]}"


def patterns() -> Iterator[tuple[str, str]]:
    """Yield every address pattern of the zone with its name."""
    yield from _walk(get_resolver(), "/", "")


def _walk(resolver: URLResolver, before: str, space: str) -> Iterator[tuple[str, str]]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from _walk(part, before + str(part.pattern), f"{part.namespace or ''}:" if part.namespace else space)
        elif isinstance(part, URLPattern):
            yield before + str(part.pattern), f"{space}{part.name}"


class Visitor:
    """Somebody hostile with a session; what is sent is the same for the same seed."""

    def __init__(self, sign_in: Callable[[], Client], references: Sequence[str], seed: int) -> None:
        self.finds: list[tuple[Sent, Verdict]] = []
        self.count = 0
        self.statuses: dict[int, int] = {}
        self.reached: set[str] = set()
        self._sign_in = sign_in
        self._references = list(references)
        self._mutating = Mutating(seed)
        self._chance: Random = self._mutating.chance
        self._patterns = [(pattern, name) for pattern, name in patterns() if not pattern.startswith(_LEAVES)]
        self._forms: list[FormSeen] = []
        self._renew()

    def _renew(self) -> None:
        self.client = self._sign_in()
        self.client.raise_request_exception = False

    def look_around(self) -> None:
        """Open every page plainly and keep its forms; pages that links lead to, too."""
        waiting = [self._address(pattern, plain=True) for pattern, _ in self._patterns]
        seen: set[str] = set()
        while waiting and len(seen) < 400:
            where = waiting.pop(0)
            if where in seen or where.startswith(_LEAVES):
                continue
            seen.add(where)
            links = self._look(where)
            fresh = [link for link in links if link.partition("?")[0] not in self.reached]
            self.reached |= {link.partition("?")[0] for link in fresh}
            waiting += fresh[:5]

    def _look(self, where: str) -> list[str]:
        """Open one page, keep its forms, and return where it leads."""
        response = self._ask(Sent("GET", where, "plainly"), lambda: self.client.get(where))
        page = _Forms()
        if "html" in response.get("Content-Type", "") and not response.streaming:
            page.feed(response.content.decode("utf-8", "replace"))
        for form in page.found:
            form.action = form.action or where
            known = any((one.action, one.fields.keys()) == (form.action, form.fields.keys()) for one in self._forms)
            if form.action.startswith("/") and not form.action.startswith(_LEAVES) and not known:
                self._forms.append(form)
        return sorted(page.links)

    def visit(self, times: int) -> None:
        """Send so many hostile requests."""
        for _ in range(times):
            way = self._chance.random()
            if way < 0.5 and self._forms:
                self._send_form()
            elif way < 0.75:
                self._ask_address()
            elif way < 0.85:
                self._send_blindly()
            elif way < 0.93:
                self._send_body()
            else:
                self._ask_with_headers()

    def _nasty(self) -> str:
        return self._chance.choice((*NASTY, *self._chance.choices(self._references, k=12)))

    def _address(self, pattern: str, *, plain: bool = False) -> str:
        def one(found: re.Match[str]) -> str:
            return self._chance.choice(self._references) if plain or self._chance.random() < 0.6 else self._nasty()

        filled = _encodable(_PARAMETER.sub(one, pattern).replace("^", "").replace("$", ""))
        return re.sub(r"\(\?P.*?\)|\\Z|\\", "x", filled) if "(" in filled or "\\" in filled else filled

    def _send_form(self) -> None:
        form = self._chance.choice(self._forms)
        fields: dict[str, Any] = {}
        for name, values in form.fields.items():
            way = self._chance.random() * (0.47 if name == "duty" else 1)
            if way < 0.45:
                fields[name] = list(values)
            elif way < 0.8:
                fields[name] = [self._nasty()]
            elif way < 0.9:
                fields[name] = [*values, self._nasty(), self._nasty()]
        for name in form.files:
            fields[name] = self._file()
        if self._chance.random() < 0.1:
            fields[self._nasty()[:100] or "x"] = [self._nasty()]
        if form.method == "post":
            self._post(form.action, fields)
        else:
            self._get(form.action.partition("?")[0], fields)

    def _file(self) -> Any:
        from tests.hostile import seeds

        good = (*seeds.tables(), *seeds.incidents())
        content = self._mutating.damaged(self._chance.choice(good), good)
        name = self._chance.choice(("a.csv", "a.xlsx", "a.json", "a.parquet", _encodable(self._nasty()[:200])))
        return SimpleUploadedFile(name or "a", content, self._chance.choice(("text/csv", "x/y", "", "a" * 200)))

    def _ask_address(self) -> None:
        pattern, _ = self._chance.choice(self._patterns)
        names = [self._chance.choice((*_ASKED, self._nasty()[:50])) for _ in range(self._chance.randrange(4))]
        self._get(self._address(pattern), {name: [self._nasty()] for name in names})

    def _send_blindly(self) -> None:
        pattern, _ = self._chance.choice(self._patterns)
        names = [name for form in self._forms for name in form.fields] or ["x"]
        self._post(self._address(pattern), {self._chance.choice(names): [self._nasty()] for _ in range(3)})

    def _send_body(self) -> None:
        where = self._address(self._chance.choice(self._patterns)[0])
        nasty = self._nasty()
        part = (
            f'--a\r\nContent-Disposition: form-data; name="{nasty[:50]}"; filename="{nasty[:300]}"\r\n\r\n{nasty}\r\n'
        )
        body = self._chance.choice(
            (
                json.dumps(nasty),
                nasty,
                '{"a":' * 5000,
                "[" * 100_000,
                "\xff",
                part + "--a--\r\n",
                part * 30,
                "a=b&" * 3000,
            )
        )
        kind = self._chance.choice(
            ("application/json", "multipart/form-data", "multipart/form-data; boundary=a", "text/plain; charset=utf-99",
             "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7", "\udcff", "")
        )  # fmt: skip
        content = body.encode("utf-8", "surrogatepass")
        sent, kind = Sent("POST", where, f"{kind!r} {body[:80]!r}"), kind.encode("utf-8", "replace").decode("latin-1")
        self._ask(sent, lambda: self.client.generic("POST", where, content, content_type=kind))

    def _ask_with_headers(self) -> None:
        where = self._address(self._chance.choice(self._patterns)[0])
        told = {
            self._chance.choice(_TOLD): self._nasty()[:4000].encode("utf-8", "replace").decode("latin-1")
            for _ in range(self._chance.choice((1, 1, 2)))
        }
        method = self._chance.choice(("get", "get", "post", "head", "put", "delete", "options", "patch", "trace"))
        self._ask(Sent(method.upper(), where, str(told)), lambda: getattr(self.client, method)(where, headers=told))

    def _get(self, where: str, fields: dict[str, Any]) -> None:
        plain = {name: value for name, value in fields.items() if isinstance(value, list)}
        said = {_encodable(name): [_encodable(one) for one in values] for name, values in plain.items()}
        self._ask(Sent("GET", where, str(fields)), lambda: self.client.get(where, said))

    def _post(self, where: str, fields: dict[str, Any]) -> None:
        said = {
            _encodable(name): [_encodable(one) for one in told] if isinstance(told, list) else told
            for name, told in fields.items()
        }
        response = self._ask(Sent("POST", where, str(fields)), lambda: self.client.post(where, said))
        if (
            response.status_code == 302
            and response["Location"].startswith("/")
            and "/login/" not in response["Location"]
        ):
            self._look(response["Location"])

    def _ask(self, sent: Sent, ask: Callable[[], Any]) -> Any:
        self.count += 1
        try:
            response = ask()
        except Exception as fault:  # noqa: BLE001  # what the client itself cannot send is told, too
            self.finds.append((sent, Verdict("crash", f"{type(fault).__name__}: {str(fault)[:300]}")))
            return HttpResponse()
        body = b"".join(response.streaming_content) if response.streaming else response.content
        self.statuses[response.status_code] = self.statuses.get(response.status_code, 0) + 1
        if response.status_code < 400:
            self.reached.add(sent.where.partition("?")[0])
        if (wrong := unanswered(response, body)) is not None:
            self.finds.append((sent, wrong))
        if response.status_code == 302 and "/login/" in response.get("Location", ""):
            self._renew()
        return response


def unanswered(response: Any, body: bytes) -> Verdict | None:
    """Return what is wrong with an answer, or nothing."""
    status = response.status_code
    if status >= 500:
        info = getattr(response, "exc_info", None)
        return Verdict("crash", f"{status} {info[0].__name__}: {str(info[1])[:300]}" if info else str(status))
    if status >= 400 and response.wsgi_request.method != "HEAD":
        said = body.decode("utf-8", "replace")
        if "json" in response.get("Content-Type", ""):
            told = json.loads(said)
            if not (_CODES.fullmatch(str(told.get("code", ""))) and told.get("detail")):
                return Verdict("refused", f"{status} without a code or a reason")
        elif not _WORDS.search(re.sub(r"<[^>]*>", " ", said.partition("<main")[2] or said)):
            return Verdict("refused", f"{status} without words")
    return None


def _encodable(text: str) -> str:
    # The client writes UTF-8, in which half a character cannot be said.
    return text.encode("utf-8", "replace").decode()


def tell(visitor: Visitor) -> None:
    """Write what came of a visit where the bench wants it."""
    if TOLD:
        told = {
            "inputs": visitor.count,
            "crashes": sum(verdict.is_crash for _, verdict in visitor.finds),
            "unexplained": sum(not verdict.is_crash for _, verdict in visitor.finds),
            "statuses": visitor.statuses,
        }
        with Path(TOLD).open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(told) + "\n")
