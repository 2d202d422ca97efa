"""What every answer carries, and which host and which proxies are believed."""

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.settings import Settings
from portal.store.sealing import Keys
from portal.web import request_log

MIB = 1024 * 1024
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
NEVER = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "usb")



def _policy(**more: str) -> str:
    return "; ".join(f"{part.replace('_', '-')} {sources}" for part, sources in {**POLICY, **more}.items())


STRICT = {
    "Content-Security-Policy": _policy(),
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: browsers then send `Origin: null` with our own forms. Off this site both say nothing (finding 7).
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NEVER),
}
RECORDS = {
    "Content-Security-Policy": _policy(media_src="blob:"),
    "Permissions-Policy": ", ".join(f"{feature}={'(self)' if feature == 'microphone' else '()'}" for feature in NEVER),
}
"""Of the one page that may use the microphone, and plays what it recorded from its own memory."""
PLAYS = {"Content-Security-Policy": _policy(media_src="'self'")}
"""Of the page on which staff hear or see a file's safe copy."""
KEEPABLE = frozenset({"static", "public.sheet"})  # what browsers may keep; everything else may be somebody's words
HSTS = {"Strict-Transport-Security": "max-age=31536000"}


def flask_config(settings: Settings, keys: Keys) -> dict[str, Any]:
    """Flask's settings: cookies no script reads and no other site sends, bounded bodies, tokens as old as their session."""
    secure = is_https(settings)
    return {
        "SECRET_KEY": keys.cookie,
        "SESSION_COOKIE_NAME": "__Host-heard" if secure else "heard",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "MAX_CONTENT_LENGTH": 2 * MIB,
        "MAX_FORM_MEMORY_SIZE": 2 * MIB,
        "MAX_FORM_PARTS": 300,
        "WTF_CSRF_TIME_LIMIT": None,
        # Some people's browsers and networks strip Referer; the token and SameSite guard the form without it.
        "WTF_CSRF_SSL_STRICT": False,
        "WTF_I18N_ENABLED": True,
        "DEBUG": settings.web.debug,
    }


def is_https(settings: Settings) -> bool:
    return urlsplit(settings.council.public_url).scheme == "https"


def install(app: Flask, settings: Settings) -> None:
    """Set the strict headers on every answer, answer one host only, believe as many proxies as council.toml says."""
    app.request_class = InMemory
    app.wsgi_app = KnownHost(app.wsgi_app, known_hosts(settings))  # type: ignore[method-assign]
    if count := settings.web.proxies:
        # Host is not taken from X-Forwarded-Host: the proxy passes it on as it came (docs/operating.md).
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0, x_port=0, x_prefix=0)  # type: ignore[method-assign]
    request_log.install(app)  # first, so that it also times and logs what is refused here
    app.before_request(_refuse_other_hosts)
    always = STRICT | (HSTS if is_https(settings) else {})

    def strict(response: Response) -> Response:
        for name, value in always.items():
            response.headers.setdefault(name, value)
        if request.endpoint not in KEEPABLE or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response

    app.after_request(strict)


class InMemory(Request):
    """A request whose file parts stay in memory, which MAX_CONTENT_LENGTH bounds: no word reaches a disk unsealed."""

    def _get_file_stream(self, *_args: Any, **_more: Any) -> BytesIO:
        return BytesIO()


def known_hosts(settings: Settings) -> frozenset[str]:
    """The hosts that are answered: public_url's; where only this machine can ask, its own names too, on any port (marked ':*')."""
    public = urlsplit(settings.council.public_url).netloc.lower()
    return frozenset({public} | ({f"{name}:*" for name in LOOPBACK} if not settings.is_public else set()))


class KnownHost:
    """Marks a request that came for another host, and gives it ours, so that nothing after it ever sees the other."""

    def __init__(self, inner: Any, hosts: frozenset[str]) -> None:
        self.inner = inner
        self.hosts = hosts
        self.ours = next(host for host in sorted(hosts) if not host.endswith(":*"))

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        host = environ.get("HTTP_HOST", "").lower()
        name, _, port = host.rpartition(":") if not host.endswith("]") and ":" in host else (host, "", "")
        known = host in self.hosts or (f"{name}:*" in self.hosts and (not port or port.isdecimal()))
        if not known:
            environ["HTTP_HOST"], environ["heard.other_host"] = self.ours, True
        return self.inner(environ, start_response)


def _refuse_other_hosts() -> None:
    if "heard.other_host" in request.environ:
        abort(400)
